import type { Socket } from "node:net";
import {
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { messageOf } from "./failure-message.ts";

/** Pulumi programs hand over files and whole stack states in one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export type UnaryHandler = (request: never) => Promise<unknown>;

/** by the method's name in the service, in camel case */
export type UnaryHandlers = Readonly<Record<string, UnaryHandler>>;

export type RpcServer = {
  /** Serves a connection that somebody else has accepted. */
  take(socket: Socket): void;
  close(): void;
};

/** The program is to stop: its SDK ends the process quietly on this status, as when the CLI is interrupted. */
export class MonitorClosed extends Error {
  override readonly name = "MonitorClosed";
}

/** A request this engine does not serve. The SDK shows the message, or works without it. */
export class Unserved extends Error {
  override readonly name = "Unserved";
}

/** Serves the two services that a Pulumi program talks to. */
export function serve(monitor: UnaryHandlers, engine: UnaryHandlers): RpcServer {
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(ResourceMonitorService, unaries(monitor));
  server.addService(engineGrpc.EngineService, unaries(engine));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    take(socket) {
      // It comes paused; from here on HTTP/2 reads it.
      socket.resume();
      injector.injectConnection(socket);
    },
    close() {
      injector.destroy();
      server.forceShutdown();
    },
  };
}

function unaries(handlers: UnaryHandlers): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, unary(handler)] as const),
  ) as UntypedServiceImplementation;
}

function unary(handler: UnaryHandler): handleUnaryCall<never, unknown> {
  async function answer(request: never, callback: sendUnaryData<unknown>): Promise<void> {
    try {
      callback(null, await handler(request));
    } catch (cause) {
      const details = cause instanceof MonitorClosed ? cause.message : messageOf(cause);
      callback({ code: statusOf(cause), details });
    }
  }
  return (call, callback) => void answer(call.request, callback);
}

function statusOf(cause: unknown): status {
  if (cause instanceof MonitorClosed) return status.UNAVAILABLE;
  return cause instanceof Unserved ? status.UNIMPLEMENTED : status.UNKNOWN;
}
