import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import type {
  ReadResourceRequest,
  RegisterPackageRequest,
  RegisterResourceHookRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { fromStruct, toStruct } from "../provider/struct.ts";
import { decodeRead, decodeRegistration, unsupportedOptions } from "./decode.ts";
import { EngineError } from "./engine-error.ts";
import type { LaunchedProgram } from "./launch.ts";
import type { Monitor } from "./monitor.ts";
import { Unserved, type UnaryHandlers } from "./server.ts";
import type { Session } from "./session.ts";
import { createUrn } from "./urn.ts";
import { optional } from "./wire.ts";

const { ResourceMonitorFeature: feature } = resourcePb;

/**
 * What the SDK may send. Transforms, hooks and migrations are refused by this engine, but by their name: without the
 * feature the SDK would stop with the advice to update the Pulumi CLI. Without resource references and output values
 * the SDK sends the id or URN and the plain value, which is all that a custom resource's inputs need.
 */
const FEATURES = {
  secrets: feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  aliasSpecs: feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  deletedWith: feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  replacementTrigger: feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  parameterization: feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  transforms: feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  resourceHooks: feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  errorHooks: feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  stateMigrations: feature.RESOURCE_MONITOR_FEATURE_STATE_MIGRATIONS,
} as const;

export type MonitorServiceOptions = {
  readonly program: Pick<LaunchedProgram, "project" | "stack" | "organization" | "config" | "preview">;
  readonly monitor: Monitor;
  readonly session: Session;
  /** the program's SDK is up; called once */
  readonly connected: () => void;
  /** the program has registered all it wants */
  readonly programEnded: () => Promise<void>;
};

/** Pulumi's ResourceMonitor service over a monitor of plain data. */
export function monitorService(options: MonitorServiceOptions): UnaryHandlers {
  const { monitor, session, program } = options;
  const packages = new Map<string, string>();

  function urnOf(request: RegisterResourceRequest | ReadResourceRequest): string {
    return createUrn(
      program.stack,
      program.project.name,
      optional(request.getParent()),
      request.getType(),
      request.getName(),
    );
  }

  function refuse(what: string): Promise<never> {
    return session.serve("", async () => {
      throw new EngineError("Refused", `the program uses ${what}, which local/engine does not support`);
    });
  }

  return {
    async getDeploymentInfo() {
      options.connected();
      const info = new resourcePb.DeploymentInfo();
      info.setProject(program.project.name);
      info.setStack(program.stack);
      info.setOrganization(program.organization);
      info.setDryrun(program.preview);
      info.setConfigsecretkeysList([...program.config.secretKeys]);
      info.setSupportedfeaturesList(Object.values(FEATURES));
      for (const [key, value] of Object.entries(program.config.values)) info.getConfigMap().set(key, value);
      return info;
    },

    async supportsFeature(request: SupportsFeatureRequest) {
      const response = new resourcePb.SupportsFeatureResponse();
      response.setHassupport(Object.hasOwn(FEATURES, request.getId()));
      return response;
    },

    registerResource(request: RegisterResourceRequest) {
      const urn = urnOf(request);
      return session.serve(urn, async () => {
        const refused = unsupportedOptions(request);
        if (refused.length > 0) {
          throw new EngineError("Refused", `local/engine does not support ${refused.join(", ")}`);
        }
        const goal = decodeRegistration(request);
        const known = packages.get(request.getPackageref());
        const version = goal.options.version ?? known;
        const state = await monitor.register({ ...goal, options: { ...goal.options, version } });
        const response = new resourcePb.RegisterResourceResponse();
        response.setUrn(state.urn);
        response.setId(state.id);
        // A component's outputs are its own affair until it registers them.
        response.setObject(toStruct(state.custom ? state.outputs : {}));
        return response;
      });
    },

    readResource(request: ReadResourceRequest) {
      return session.serve(urnOf(request), async () => {
        const { id, goal } = decodeRead(request);
        const state = await monitor.read(goal, id);
        const response = new resourcePb.ReadResourceResponse();
        response.setUrn(state.urn);
        response.setProperties(toStruct(state.outputs));
        return response;
      });
    },

    registerResourceOutputs(request: RegisterResourceOutputsRequest) {
      return session.serve(request.getUrn(), async () => {
        await monitor.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
        return new emptyPb.Empty();
      });
    },

    /** An invoke that fails is the program's to handle; it does not close the session. */
    async invoke(request: ResourceInvokeRequest) {
      const result = await monitor.invoke(request.getTok(), fromStruct(request.getArgs()));
      const response = new resourcePb.ResourceInvokeResponse();
      if (result === undefined) response.setUnknown(true);
      else response.setReturn(toStruct(result));
      return response;
    },

    async registerPackage(request: RegisterPackageRequest) {
      const name = request.getName();
      if (request.hasParameterization()) return refuse(`the parameterized package '${name}'`);
      const ref = `${name}@${request.getVersion()}`;
      packages.set(ref, request.getVersion());
      const response = new resourcePb.RegisterPackageResponse();
      response.setRef(ref);
      return response;
    },

    call: (request: ResourceCallRequest) => refuse(`the resource method ${request.getTok()}`),
    registerStackTransform: () => refuse("registerResourceTransform (transforms)"),
    registerStackInvokeTransform: () => refuse("registerInvokeTransform (transforms)"),
    registerResourceHook: (request: RegisterResourceHookRequest) =>
      refuse(`the resource hook '${request.getName()}' (hooks)`),
    registerErrorHook: (request: RegisterResourceHookRequest) =>
      refuse(`the error hook '${request.getName()}' (hooks)`),
    existsResource: async () => {
      throw new Unserved("local/engine does not support existsResource");
    },

    async signalAndWaitForShutdown() {
      await session.serve("", options.programEnded);
      return new emptyPb.Empty();
    },
  };
}
