import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb.js";
import type { PropertyDiff } from "./diff.ts";
import { ProviderError } from "./handler.ts";
import type { DiffResult, Provider } from "./provider.ts";
import { fromStruct, toStruct } from "./struct.ts";
import { connectTo } from "./test-client.ts";

const service = providerGrpc.ResourceProviderService;

export type AttachedProvider = Provider & { close(): void };

/**
 * For tests: a provider that is served elsewhere, called as the CLI calls it: a connection of its own, the greetings first. What
 * the cloud refuses is a ProviderError again.
 */
export async function attachedProvider(name: string, port: number): Promise<AttachedProvider> {
  const client = connectTo(port);

  async function call<Request, Response>(
    method: grpc.MethodDefinition<Request, Response>,
    request: Request,
  ): Promise<Response> {
    return client.call(method, request).catch((error: unknown) => {
      throw refusal(error) ?? error;
    });
  }

  await client.handshake();
  const version = (await client.getPluginInfo()).getVersion();
  await client.checkConfig({ version });
  await client.configure({ version });
  const schema = await client.call(service.getSchema, new pb.GetSchemaRequest());
  const { resources } = JSON.parse(schema.getSchema()) as { resources: object };

  return {
    name,
    version,
    types: Object.keys(resources),
    close: () => client.close(),

    async check({ urn, olds, news, randomSeed }) {
      const request = new pb.CheckRequest().setUrn(urn).setNews(toStruct(news)).setRandomseed(randomSeed);
      const checked = await call(service.check, request.setOlds(toStruct(olds ?? {})));
      const failures = checked.getFailuresList().map((failure) => failure.toObject());
      return { inputs: fromStruct(checked.getInputs()), failures };
    },

    async diff({ urn, id, oldInputs, oldOutputs, news, ignoreChanges }) {
      const request = new pb.DiffRequest().setUrn(urn).setId(id).setOldInputs(toStruct(oldInputs));
      request
        .setOlds(toStruct(oldOutputs))
        .setNews(toStruct(news))
        .setIgnorechangesList([...ignoreChanges]);
      return diffResult(await call(service.diff, request));
    },

    async create({ urn, inputs, preview }) {
      const request = new pb.CreateRequest().setUrn(urn).setProperties(toStruct(inputs)).setPreview(preview);
      const created = await call(service.create, request);
      return { id: created.getId(), outputs: fromStruct(created.getProperties()) };
    },

    async update({ urn, id, oldInputs, oldOutputs, news, preview }) {
      const request = new pb.UpdateRequest().setUrn(urn).setId(id).setOldInputs(toStruct(oldInputs));
      request.setOlds(toStruct(oldOutputs)).setNews(toStruct(news)).setPreview(preview);
      return fromStruct((await call(service.update, request)).getProperties());
    },

    async read({ urn, id, oldInputs, oldOutputs }) {
      const request = new pb.ReadRequest()
        .setUrn(urn)
        .setId(id)
        .setInputs(toStruct(oldInputs ?? {}));
      const found = await call(service.read, request.setProperties(toStruct(oldOutputs ?? {})));
      if (found.getId() === "") return undefined;
      const [inputs, outputs] = [fromStruct(found.getInputs()), fromStruct(found.getProperties())];
      return { id: found.getId(), inputs, outputs };
    },

    async delete({ urn, id }) {
      await call(service.delete, new pb.DeleteRequest().setUrn(urn).setId(id));
    },

    async invoke(token, args) {
      const request = new pb.InvokeRequest().setTok(token).setArgs(toStruct(args));
      return fromStruct((await call(service.invoke, request)).getReturn());
    },
  };
}

function diffResult(response: rpc.DiffResponse): DiffResult {
  const detailed = response.getDetaileddiffMap();
  const changes = [...detailed.keys()].map((path): PropertyDiff => {
    const { Kind } = pb.PropertyDiff;
    const kind = detailed.get(path)?.getKind() ?? Kind.UPDATE;
    const replaces = [Kind.ADD_REPLACE, Kind.DELETE_REPLACE, Kind.UPDATE_REPLACE].some((it) => it === kind);
    if (kind === Kind.ADD || kind === Kind.ADD_REPLACE) return { path, kind: "add", replaces };
    if (kind === Kind.DELETE || kind === Kind.DELETE_REPLACE) return { path, kind: "delete", replaces };
    return { path, kind: "update", replaces };
  });
  return {
    changes,
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}

/** "SubdomainTaken: …" with FAILED_PRECONDITION is the cloud's no. */
function refusal(error: unknown): ProviderError | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== grpc.status.FAILED_PRECONDITION) {
    return undefined;
  }
  const details = "details" in error && typeof error.details === "string" ? error.details : error.message;
  const at = details.indexOf(": ");
  return new ProviderError(details.slice(0, at), details.slice(at + 2));
}
