import grpc from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { toStruct } from "./struct.ts";
import type { Properties } from "./values.ts";

const service = providerGrpc.ResourceProviderService;

export type TestClient = ReturnType<typeof connectTo>;

/** For tests: calls a served provider as the CLI does, on a connection of its own. */
export function connectTo(port: number) {
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.use_local_subchannel_pool": 1,
    "grpc.max_receive_message_length": -1,
  });

  function call<Request, Response>(
    method: grpc.MethodDefinition<Request, Response>,
    request: Request,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        (error, response) =>
          response === undefined ? reject(error ?? new Error("no answer")) : resolve(response),
      );
    });
  }

  return {
    call,
    close: () => client.close(),
    handshake: () => call(service.handshake, new pb.ProviderHandshakeRequest()),
    getPluginInfo: () => call(service.getPluginInfo, new emptyPb.Empty()),
    attach: () => call(service.attach, new pluginPb.PluginAttach()),
    cancel: () => call(service.cancel, new emptyPb.Empty()),
    checkConfig: (news: Properties) =>
      call(service.checkConfig, new pb.CheckRequest().setNews(toStruct(news))),
    diffConfig: () => call(service.diffConfig, new pb.DiffRequest()),
    configure: (args: Properties) =>
      call(service.configure, new pb.ConfigureRequest().setArgs(toStruct(args))),

    check(urn: string, news: Properties, olds: Properties = {}) {
      const request = new pb.CheckRequest().setUrn(urn).setOlds(toStruct(olds)).setNews(toStruct(news));
      return call(service.check, request.setRandomseed(Buffer.from(urn)));
    },

    diff(urn: string, oldInputs: Properties, news: Properties) {
      const request = new pb.DiffRequest().setUrn(urn).setOlds(toStruct({})).setNews(toStruct(news));
      return call(service.diff, request.setOldInputs(toStruct(oldInputs)));
    },

    create(urn: string, inputs: Properties, preview = false) {
      const request = new pb.CreateRequest().setUrn(urn).setProperties(toStruct(inputs));
      return call(service.create, request.setPreview(preview));
    },

    read(urn: string, id: string, inputs: Properties = {}) {
      return call(service.read, new pb.ReadRequest().setUrn(urn).setId(id).setInputs(toStruct(inputs)));
    },

    update(urn: string, id: string, oldInputs: Properties, news: Properties, preview = false) {
      const request = new pb.UpdateRequest().setUrn(urn).setId(id).setOlds(toStruct(oldInputs));
      request.setOldInputs(toStruct(oldInputs)).setNews(toStruct(news)).setPreview(preview);
      return call(service.update, request);
    },

    delete: (urn: string, id: string) => call(service.delete, new pb.DeleteRequest().setUrn(urn).setId(id)),

    invoke(token: string, args: Properties) {
      return call(service.invoke, new pb.InvokeRequest().setTok(token).setArgs(toStruct(args)));
    },
  };
}
