import { callbackify } from "node:util";
import grpc from "@grpc/grpc-js";
import type {
  handleUnaryCall,
  Server,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { callerDirectory } from "./caller-directory.ts";
import { ProviderError } from "./handler.ts";
import type { Provider } from "./provider.ts";
import { providerService, type Caller, type DirectoryOf } from "./provider-service.ts";

export type ServedProvider = { readonly port: number; close(): Promise<void> };

/**
 * Serves a provider to the Pulumi CLI, which attaches by PULUMI_DEBUG_PROVIDERS=<name>:<port>. Loopback only. Without a
 * port the system picks one. Fails when the port is taken. `directoryOf` finds the directory in which the program of a
 * connection runs; by default that of the process at its other end. contract: pulumi 4.4
 */
export async function serveProvider(
  provider: Provider,
  options: { readonly port?: number; readonly directoryOf?: DirectoryOf } = {},
): Promise<ServedProvider> {
  // what goes wrong is thrown or answered; gRPC's own log lines would only stand in the terminal
  grpc.setLogVerbosity(grpc.logVerbosity.NONE);
  const server = new grpc.Server({
    // a blob's text or a state full of settings may be larger than gRPC's 4 MB
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(
    providerGrpc.ResourceProviderService,
    implementation(provider, options.directoryOf ?? callerDirectory),
  );
  const port = await listen(server, options.port ?? 0);
  return { port, close: () => close(server) };
}

type Answer = (request: never, caller: Caller) => unknown;

/** Every method of the service has an answer: its own, or one that says by name that it is not served. */
function implementation(provider: Provider, directoryOf: DirectoryOf): UntypedServiceImplementation {
  const answers: Readonly<Record<string, Answer>> = providerService(provider, directoryOf);
  const methods = Object.entries(providerGrpc.ResourceProviderService);
  return Object.fromEntries(
    methods.map(([name, { path, responseStream }]) => {
      const answer = answers[name];
      if (answer) return [name, unary(answer)];
      const error = notServed(provider.name, path);
      if (responseStream) {
        return [name, (call: ServerWritableStream<never, never>) => call.emit("error", error)];
      }
      const refuse: handleUnaryCall<never, never> = (_call, callback) => callback(error);
      return [name, refuse];
    }),
  );
}

function unary(answer: Answer): handleUnaryCall<never, unknown> {
  const run = callbackify(async (call: ServerUnaryCall<never, unknown>) => {
    try {
      return await answer(call.request, { peer: call.getPeer() });
    } catch (error) {
      throw statusOf(error);
    }
  });
  return (call, callback) => {
    run(call, (error, response) => callback(error instanceof StatusError ? error : null, response));
  };
}

/**
 * What the cloud refuses has changed nothing, and FAILED_PRECONDITION tells the engine so; after INTERNAL it would
 * assume that the resource may half exist. Messages only: no stack for a user's mistake.
 */
export function statusOf(error: unknown): StatusError {
  if (error instanceof ProviderError) {
    return new StatusError(grpc.status.FAILED_PRECONDITION, `${error.code}: ${error.message}`);
  }
  return new StatusError(grpc.status.INTERNAL, error instanceof Error ? error.message : String(error));
}

/** An error in the shape that gRPC sends. */
class StatusError extends Error {
  override readonly name = "StatusError";
  readonly code: number;
  readonly details: string;

  constructor(code: number, details: string) {
    super(details);
    this.code = code;
    this.details = details;
  }
}

/** @param path "/pulumirpc.ResourceProvider/Construct" */
function notServed(providerName: string, path: string): StatusError {
  const method = path.slice(path.lastIndexOf("/") + 1);
  return new StatusError(grpc.status.UNIMPLEMENTED, `local ${providerName} does not serve ${method}`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (!error) resolve(bound);
      else if (error.message.includes("EADDRINUSE")) reject(new Error(`port ${port} is already in use`));
      else reject(new Error(`cannot listen on port ${port} of this machine: ${error.message}`));
    });
  });
}

/** Lets running calls end, but does not wait for a client that keeps its connection. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.forceShutdown(), 500);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
