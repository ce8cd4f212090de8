/** What @pulumi/pulumi ships without types: the monitor's service as grpc-js takes it. */
declare module "@pulumi/pulumi/proto/resource_grpc_pb.js" {
  import type { ServiceDefinition } from "@grpc/grpc-js";

  export const ResourceMonitorService: ServiceDefinition;
}
