import { startCloud, type Cloud } from "../local/cloud/cloud.ts";
import type { SiteEvent } from "../local/appservice/events.ts";
import { readProject } from "../local/engine/project.ts";
import { deploy, type DeployResult } from "../local/engine/run.ts";
import { readStackConfig } from "../local/engine/stack-config.ts";
import { emptyState } from "../local/engine/state.ts";
import type { Properties } from "../local/provider/values.ts";
import { freePortRow } from "../local/cloud/testing/free-port-row.ts";
import { ROOT } from "./raptor.ts";

/** The program in a cloud within the test's own process, for tests that also change the cloud behind its back. */
export type Deployed = {
  readonly cloud: Cloud;
  readonly result: DeployResult;
  readonly events: readonly SiteEvent[];
  /** for browsers */
  readonly frontend: string;
  /** for Node */
  readonly backend: string;
};

export async function deployRaptor(config: Readonly<Record<string, string>> = {}): Promise<Deployed> {
  const events: SiteEvent[] = [];
  const cloud = await startCloud({ port: await freePortRow(4), onEvent: (event) => events.push(event) });
  const project = readProject(ROOT);
  const result = await deploy({
    project,
    stack: "test",
    config: readStackConfig(project, "test", config),
    providers: cloud.providers,
    state: emptyState,
    onEvent: () => {},
  });
  await cloud.ready();
  const frontend = cloud.browserAddress(textOutput({ result }, "frontendUrl"));
  const backend = cloud.browserAddress(textOutput({ result }, "backendUrl"));
  return { cloud, result, events, frontend, backend: `http://127.0.0.1:${new URL(backend).port}` };
}

/** A stack output that is a text and no secret. */
export function textOutput({ result }: Pick<Deployed, "result">, name: string): string {
  return text(result.outputs, name);
}

function text(properties: Properties, name: string): string {
  const value = properties[name];
  if (typeof value !== "string") throw new Error(`${name} is no text`);
  return value;
}

/** Changes one resource in the cloud as somebody in the portal would: the program knows nothing of it. */
export async function changeBehindItsBack(
  { cloud, result }: Deployed,
  name: string,
  change: (inputs: Properties) => Properties,
): Promise<void> {
  const resource = result.state.resources.find((each) => each.urn.endsWith(`::${name}`));
  if (!resource) throw new Error(`no resource ${name}`);
  const provider = cloud.providers.find((each) => resource.type.startsWith(`${each.name}:`));
  await provider?.update({
    urn: resource.urn,
    id: resource.id,
    oldInputs: resource.inputs,
    oldOutputs: resource.outputs,
    news: change(resource.inputs),
    preview: false,
  });
}

/** Another team's app registration in the same tenant, with a secret of its own. */
export async function registerClient(
  cloud: Cloud,
  name: string,
): Promise<{ clientId: string; secret: string }> {
  const azuread = cloud.providers.find((provider) => provider.name === "azuread");
  if (!azuread) throw new Error("no azuread");
  const create = async (type: string, inputs: Properties) =>
    azuread.create({
      urn: `urn:pulumi:other::other::azuread:index/${type}::${name}`,
      inputs,
      preview: false,
    });
  const application = await create("application:Application", {
    displayName: name,
    signInAudience: "AzureADMyOrg",
    api: { requestedAccessTokenVersion: 2 },
  });
  const clientId = text(application.outputs, "clientId");
  await create("servicePrincipal:ServicePrincipal", { clientId });
  const password = await create("applicationPassword:ApplicationPassword", {
    applicationId: application.id,
    endDate: "2099-01-01T00:00:00Z",
  });
  const value = password.outputs["value"] as { readonly value: string };
  return { clientId, secret: value.value };
}
