import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import type { PropertyDiff } from "./diff.ts";
import type { Provider } from "./provider.ts";
import { fromOptionalStruct, fromStruct, toStruct } from "./struct.ts";
import type { Properties } from "./values.ts";

/** Who calls: a configuration belongs to the connection that sent it. contract: pulumi 4.4 */
export type Caller = { readonly peer: string };

/**
 * The calls of Pulumi's ResourceProvider service that a custom resource needs, translated to and from a `Provider`.
 * Each operation of the CLI opens connections of its own and configures again, so nothing but the configuration is kept
 * per connection.
 */
export function providerService(provider: Provider) {
  const configs = new Map<string, Properties>();

  return {
    handshake(): rpc.ProviderHandshakeResponse {
      const response = new providerPb.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(false);
      response.setAcceptOutputs(false);
      response.setSupportsAutonamingConfiguration(false);
      return response;
    },

    getPluginInfo(): PluginInfo {
      const response = new pluginPb.PluginInfo();
      response.setVersion(provider.version);
      return response;
    },

    attach(): Empty {
      return new emptyPb.Empty();
    },

    /** Nothing runs long enough to be interrupted half-way: every change of the cloud is one step. */
    cancel(): Empty {
      return new emptyPb.Empty();
    },

    checkConfig(request: rpc.CheckRequest): rpc.CheckResponse {
      const response = new providerPb.CheckResponse();
      response.setInputs(toStruct(fromStruct(request.getNews())));
      return response;
    },

    /** No setting of a provider moves its resources elsewhere: there is one cloud. */
    diffConfig(): rpc.DiffResponse {
      const response = new providerPb.DiffResponse();
      response.setChanges(providerPb.DiffResponse.DiffChanges.DIFF_NONE);
      return response;
    },

    configure(request: rpc.ConfigureRequest, { peer }: Caller): rpc.ConfigureResponse {
      remember(configs, peer, fromStruct(request.getArgs()));
      const response = new providerPb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      response.setSupportsAutonamingConfiguration(false);
      return response;
    },

    async check(request: rpc.CheckRequest, { peer }: Caller): Promise<rpc.CheckResponse> {
      const config = configs.get(peer);
      const checked = await provider.check({
        urn: request.getUrn(),
        olds: fromOptionalStruct(request.getOlds()),
        news: fromStruct(request.getNews()),
        randomSeed: request.getRandomseed_asU8(),
        ...(config ? { config } : {}),
      });
      const response = new providerPb.CheckResponse();
      response.setInputs(toStruct(checked.inputs));
      response.setFailuresList(
        checked.failures.map(({ property, reason }) => {
          const failure = new providerPb.CheckFailure();
          failure.setProperty(property);
          failure.setReason(reason);
          return failure;
        }),
      );
      return response;
    },

    async diff(request: rpc.DiffRequest): Promise<rpc.DiffResponse> {
      const oldOutputs = fromStruct(request.getOlds());
      const diff = await provider.diff({
        urn: request.getUrn(),
        id: request.getId(),
        oldInputs: fromOptionalStruct(request.getOldInputs()) ?? oldOutputs,
        oldOutputs,
        news: fromStruct(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
      });
      const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;
      const response = new providerPb.DiffResponse();
      response.setChanges(diff.changes.length === 0 ? DIFF_NONE : DIFF_SOME);
      response.setDiffsList([...new Set(diff.changes.map(({ path }) => topLevel(path)))]);
      response.setReplacesList([...diff.replaces]);
      response.setDeletebeforereplace(diff.deleteBeforeReplace);
      response.setHasdetaileddiff(true);
      for (const change of diff.changes) response.getDetaileddiffMap().set(change.path, propertyDiff(change));
      return response;
    },

    async create(request: rpc.CreateRequest): Promise<rpc.CreateResponse> {
      const created = await provider.create({
        urn: request.getUrn(),
        inputs: fromStruct(request.getProperties()),
        preview: request.getPreview(),
      });
      const response = new providerPb.CreateResponse();
      response.setId(created.id);
      response.setProperties(toStruct(created.outputs));
      return response;
    },

    async read(request: rpc.ReadRequest): Promise<rpc.ReadResponse> {
      const oldInputs = fromOptionalStruct(request.getInputs());
      const oldOutputs = fromOptionalStruct(request.getProperties());
      const found = await provider.read({
        urn: request.getUrn(),
        id: request.getId(),
        ...(oldInputs ? { oldInputs } : {}),
        ...(oldOutputs ? { oldOutputs } : {}),
      });
      const response = new providerPb.ReadResponse();
      // an empty id says that the resource is gone
      if (!found) return response;
      response.setId(found.id);
      response.setInputs(toStruct(found.inputs));
      response.setProperties(toStruct(found.outputs));
      return response;
    },

    async update(request: rpc.UpdateRequest): Promise<rpc.UpdateResponse> {
      const oldOutputs = fromStruct(request.getOlds());
      const outputs = await provider.update({
        urn: request.getUrn(),
        id: request.getId(),
        oldInputs: fromOptionalStruct(request.getOldInputs()) ?? oldOutputs,
        oldOutputs,
        news: fromStruct(request.getNews()),
        preview: request.getPreview(),
      });
      const response = new providerPb.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    },

    async delete(request: rpc.DeleteRequest): Promise<Empty> {
      await provider.delete({ urn: request.getUrn(), id: request.getId() });
      return new emptyPb.Empty();
    },

    async invoke(request: rpc.InvokeRequest): Promise<rpc.InvokeResponse> {
      const result = await provider.invoke(request.getTok(), fromStruct(request.getArgs()));
      const response = new providerPb.InvokeResponse();
      response.setReturn(toStruct(result));
      return response;
    },
  };
}

/** Connections come and go without a word; those of long ago are forgotten. */
function remember(configs: Map<string, Properties>, peer: string, config: Properties): void {
  configs.delete(peer);
  configs.set(peer, config);
  const [oldest] = configs.keys();
  if (configs.size > 100 && oldest !== undefined) configs.delete(oldest);
}

function propertyDiff(change: PropertyDiff): rpc.PropertyDiff {
  const { Kind } = providerPb.PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  const [inPlace, replacing] = kinds[change.kind];
  const diff = new providerPb.PropertyDiff();
  diff.setKind(change.replaces ? replacing : inPlace);
  diff.setInputdiff(true);
  return diff;
}

function topLevel(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
