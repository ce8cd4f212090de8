import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import type { PropertyDiff } from "./diff.ts";
import { inDirectory } from "./in-directory.ts";
import { packageSchema } from "./package-schema.ts";
import type { Provider } from "./provider.ts";
import { fromOptionalStruct, fromStruct, toStruct } from "./struct.ts";
import type { Properties } from "./values.ts";

/** The working directory of the program that the connection belongs to; undefined: not known. */
export type DirectoryOf = (peer: string) => Promise<string | undefined>;

/** Who calls: a configuration belongs to the connection that sent it. contract: pulumi 4.4 */
export type Caller = { readonly peer: string };

type Connection = { readonly config: Properties; readonly provider: Provider };

/**
 * The calls of Pulumi's ResourceProvider service that a custom resource needs, translated to and from a `Provider`.
 * Each operation of the CLI opens connections of its own and configures again, so nothing but the configuration, and
 * where the program runs, is kept per connection.
 */
export function providerService(provider: Provider, directoryOf: DirectoryOf) {
  const connections = new Map<string, Connection>();

  async function connect(peer: string, config: Properties): Promise<void> {
    const directory = await directoryOf(peer);
    remember(connections, peer, {
      config,
      provider: directory === undefined ? provider : inDirectory(provider, directory),
    });
  }

  /** The provider as the program at the other end sees it. */
  function providerOf({ peer }: Caller): Provider {
    return connections.get(peer)?.provider ?? provider;
  }

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

    /** For `pulumi import`, which writes the declaration of what it imported. */
    getSchema(): rpc.GetSchemaResponse {
      const response = new providerPb.GetSchemaResponse();
      response.setSchema(packageSchema(provider));
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

    async configure(request: rpc.ConfigureRequest, { peer }: Caller): Promise<rpc.ConfigureResponse> {
      await connect(peer, fromStruct(request.getArgs()));
      const response = new providerPb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      response.setSupportsAutonamingConfiguration(false);
      return response;
    },

    async check(request: rpc.CheckRequest, caller: Caller): Promise<rpc.CheckResponse> {
      const config = connections.get(caller.peer)?.config;
      const checked = await providerOf(caller).check({
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

    async create(request: rpc.CreateRequest, caller: Caller): Promise<rpc.CreateResponse> {
      const created = await providerOf(caller).create({
        urn: request.getUrn(),
        inputs: fromStruct(request.getProperties()),
        preview: request.getPreview(),
      });
      const response = new providerPb.CreateResponse();
      response.setId(created.id);
      response.setProperties(toStruct(created.outputs));
      return response;
    },

    async read(request: rpc.ReadRequest, caller: Caller): Promise<rpc.ReadResponse> {
      const oldInputs = fromOptionalStruct(request.getInputs());
      const oldOutputs = fromOptionalStruct(request.getProperties());
      const found = await providerOf(caller).read({
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

    async update(request: rpc.UpdateRequest, caller: Caller): Promise<rpc.UpdateResponse> {
      const oldOutputs = fromStruct(request.getOlds());
      const outputs = await providerOf(caller).update({
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
function remember(connections: Map<string, Connection>, peer: string, connection: Connection): void {
  connections.delete(peer);
  connections.set(peer, connection);
  const [oldest] = connections.keys();
  if (connections.size > 100 && oldest !== undefined) connections.delete(oldest);
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
