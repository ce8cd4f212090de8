import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type { LogRequest, SetRootResourceRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type { Severity } from "./events.ts";
import { readableError } from "./readable-error.ts";
import type { UnaryHandlers } from "./server.ts";

const SEVERITIES: Readonly<Record<number, Severity>> = {
  [enginePb.LogSeverity.DEBUG]: "debug",
  [enginePb.LogSeverity.INFO]: "info",
  [enginePb.LogSeverity.WARNING]: "warning",
  [enginePb.LogSeverity.ERROR]: "error",
};

/** Pulumi's Engine service: where the program's messages go, and which resource is the root. */
export function engineService(
  diagnose: (severity: Severity, message: string, urn: string) => void,
  projectDirectory: string,
): UnaryHandlers {
  let root = "";
  return {
    async log(request: LogRequest) {
      const severity = SEVERITIES[request.getSeverity()] ?? "info";
      const message = request.getMessage();
      diagnose(severity, readableError(message, projectDirectory), request.getUrn());
      return new emptyPb.Empty();
    },
    async setRootResource(request: SetRootResourceRequest) {
      root = request.getUrn();
      return new enginePb.SetRootResourceResponse();
    },
    async getRootResource() {
      const response = new enginePb.GetRootResourceResponse();
      response.setUrn(root);
      return response;
    },
    // The range is about the Pulumi CLI, which is not here.
    requirePulumiVersion: async () => new enginePb.RequirePulumiVersionResponse(),
    startDebugging: async () => new emptyPb.Empty(),
  };
}
