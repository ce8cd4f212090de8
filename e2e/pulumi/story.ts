import { strict as assert } from "node:assert";
import { rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { attachedProvider } from "../../local/provider/attached-provider.ts";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { ROOT } from "../raptor.ts";
import { providerPorts, startCloudProcess, type CloudProcess } from "../attached/cloud-process.ts";
import { findPulumi, NO_PULUMI } from "./find-pulumi.ts";
import { pulumiCli } from "./pulumi-cli.ts";
import { resourceCounts } from "./resource-counts.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

/** The story that people live through with the real CLI, against `npm run cloud`. Needs a CLI, so it is no part of the tests. */
type Story = Transcript & {
  readonly project: ProjectCopy;
  /** the one that runs at the moment */
  cloud: CloudProcess;
};

type StackResource = {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
};

/** contract: entra A3 */
const CLIENT_SECRET = /[\w.~-]{3}8Q~[\w.~-]{34}/g;
const UP = ["up", "--yes", "--skip-preview"] as const;
const REFRESH = ["refresh", "--yes", "--skip-preview"] as const;

const executable = findPulumi(process.env);
if (executable === undefined) {
  process.stderr.write(`${NO_PULUMI}\n`);
  process.exitCode = 1;
} else {
  process.exitCode = await tell(executable);
}

async function tell(pulumi: string): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), "raptor-pulumi-home-"));
  const project = await copyProject();
  const cloud = await startCloudProcess();
  const cli = pulumiCli({ executable: pulumi, project: project.folder, home, ...cloud.line });
  const transcript = createTranscript(cli, {
    [project.folder]: "~/raptor",
    [home]: "~",
    [ROOT]: "~/raptor/",
  });
  const it: Story = { ...transcript, cloud, project };
  try {
    await story(it);
    transcript.heading("The story is told.");
    return 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write(`\nThe cloud said:\n${it.cloud.printed().stderr}\n`);
    return 1;
  } finally {
    await it.cloud.stop();
    await project.remove();
    await rm(home, { recursive: true, force: true });
  }
}

async function story(it: Story): Promise<void> {
  await it.quiet("stack", "init", "story");
  await it.pulumi(["version"]);
  const all = await previewOfAnEmptyStack(it);
  await firstUp(it, all);
  await upAgain(it, all);
  await secretsStaySecret(it);
  await editOfTheBackend(it, all);
  await upOfOneTarget(it, all);
  await refresh(it, all);
  await siteRemovedBehindItsBack(it, all);
  await secretsStaySecret(it);
  await importIntoAnotherStack(it);
  await cloudStartedAnew(it, all);
  await destroy(it, all);
  await upThatIsKilled(it, all);
}

async function previewOfAnEmptyStack(it: Story): Promise<number> {
  it.heading("A preview of an empty stack");
  const { created = 0, ...others } = counts(await it.pulumi(["preview"]));
  assert.deepEqual(others, {}, "a preview of an empty stack only creates");
  assert.deepEqual(await answers(it.cloud), [0, 0]);
  it.note(`${created} to create, and nothing listens yet`);
  return created;
}

async function firstUp(it: Story, all: number): Promise<void> {
  it.heading("Up");
  assert.deepEqual(counts(await it.pulumi(UP)), { created: all });
  assert.deepEqual(await answers(it.cloud), [302, 401]);
  it.note("the frontend sends people to sign in, the backend turns them away");
}

async function upAgain(it: Story, all: number): Promise<void> {
  it.heading("Up again");
  assert.deepEqual(counts(await it.pulumi(UP)), { unchanged: all });
  it.note("nothing to change");
}

async function secretsStaySecret(it: Story): Promise<void> {
  it.heading("Secrets, and folders of this machine");
  const told = await it.quiet("stack", "export", "--show-secrets");
  const passwords = new Set(told.match(CLIENT_SECRET));
  assert.equal(passwords.size, 2, "one client secret for each registration");
  const kept = await it.quiet("stack", "export");
  for (const password of passwords) assert(!kept.includes(password), "a client secret stands in the state");
  assert.doesNotMatch(kept, /[?&]sig=/, "a signed URL stands in the state");
  for (const { inputs, outputs, urn } of await resources(it)) {
    const values = JSON.stringify([inputs, outputs]);
    assert(!values.includes(it.project.folder), `${urn} names a folder of this machine`);
  }
  it.note("the state holds client secrets and signed URLs in cipher only, and no path of this machine");
}

async function editOfTheBackend(it: Story, all: number): Promise<void> {
  it.heading("An edit of the backend");
  await it.project.edit("apps/backend/not-found.ts", (text) =>
    text.replace("This API has no", "This API knows no"),
  );
  const changes = { updated: 1, replaced: 1, unchanged: all - 2 };
  const { output } = await it.pulumi(["preview", "--diff"]);
  assert.deepEqual(resourceCounts(output), changes);
  assert.match(output, /azure-native:storage:Blob: \(replace\)/);
  assert.match(output, /azure-native:web:WebAppApplicationSettings: \(update\)/);
  assert.deepEqual(counts(await it.pulumi(UP)), changes);
  it.note("only the package and the app settings that name it");
}

async function upOfOneTarget(it: Story, all: number): Promise<void> {
  it.heading("A setting, and only one resource of those it changes");
  await it.quiet("config", "set", "backendUnauthenticated", "Return403");
  const target = ["--target", "**backend-app-auth"];
  assert.deepEqual(counts(await it.pulumi([...UP, ...target])), { updated: 1, unchanged: all - 1 });
  assert.deepEqual(counts(await it.pulumi(["preview"])), { unchanged: all });
  assert.deepEqual(await answers(it.cloud), [302, 403]);
  it.note("the backend answers 403 now");
}

async function refresh(it: Story, all: number): Promise<void> {
  it.heading("Refresh");
  assert.deepEqual(counts(await it.pulumi(REFRESH)), { unchanged: all });
  assert.deepEqual(counts(await it.pulumi(["preview"])), { unchanged: all });
  it.note("the cloud is what the state says");
}

async function siteRemovedBehindItsBack(it: Story, all: number): Promise<void> {
  it.heading("A site is removed behind its back");
  const site = await resource(it, "backend-site");
  const azure = await attachedProvider("azure-native", providerPorts(it.cloud.line).get("azure-native") ?? 0);
  await azure.delete({ urn: site.urn, id: site.id ?? "" });
  azure.close();
  const refreshed = counts(await it.pulumi(REFRESH));
  const { deleted = 0 } = refreshed;
  assert.deepEqual(refreshed, { deleted, unchanged: all - deleted });
  assert(deleted >= 5, "the site and its settings");
  assert.deepEqual(counts(await it.pulumi(UP)), { created: deleted, unchanged: all - deleted });
  assert.deepEqual(await answers(it.cloud), [302, 403]);
  it.note("refresh finds the site and its settings gone, up makes them again");
}

async function importIntoAnotherStack(it: Story): Promise<void> {
  it.heading("Imports, by ARM id and by object id");
  const group = await resource(it, "group");
  const application = await resource(it, "backend-registration-application");
  await it.quiet("stack", "init", "imports");
  for (const { type, id = "" } of [group, application]) {
    const { output } = await it.pulumi(["import", type, "imported", id, "--yes", "--skip-preview"]);
    assert.equal(resourceCounts(output)["imported"], 1);
    assert.match(output, /^const imported = new azure/m, "the CLI writes the declaration");
  }
  await it.quiet("stack", "rm", "imports", "--yes", "--force");
  await it.quiet("stack", "select", "story");
}

async function cloudStartedAnew(it: Story, all: number): Promise<void> {
  it.heading("The cloud is stopped and started anew, at the same ports");
  const deleted = (await cloudResources(it)).length;
  await it.cloud.stop();
  it.cloud = await startCloudProcess([], it.cloud.port);
  assert.deepEqual(counts(await it.pulumi(REFRESH)), { deleted, unchanged: all - deleted });
  assert.deepEqual(await cloudResources(it), []);
  assert.deepEqual(counts(await it.pulumi(UP)), { created: deleted, unchanged: all - deleted });
  assert.deepEqual(await answers(it.cloud), [302, 403]);
  it.note("refresh finds everything gone, up makes it again");
}

async function upThatIsKilled(it: Story, all: number): Promise<void> {
  it.heading("An up is killed in the middle");
  // its group stands in the state by then
  await it.killed(/azure-native:web:AppServicePlan .*created/, UP);
  const kept = (await cloudResources(it)).length;
  assert(kept > 0, "the state has what was created until then");
  // the lock of the one that was killed
  await it.pulumi(["cancel", "--yes"]);
  // the CLI warns of what it cannot know: whether the operations that it was in the middle of were carried out
  const recovered = resourceCounts((await it.pulumi(UP)).output);
  const { created = 0, unchanged = 0 } = recovered;
  assert.deepEqual(recovered, { created, unchanged });
  assert.equal(created + unchanged, all);
  assert(created > 0 && unchanged >= kept, "goes on where the state ends");
  assert.deepEqual(counts(await it.pulumi(["preview"])), { unchanged: all });
  assert.deepEqual(await answers(it.cloud), [302, 403]);
  it.note("the next one goes on where it ended");
}

async function destroy(it: Story, all: number): Promise<void> {
  it.heading("Destroy");
  const before = await cloudResources(it);
  assert.deepEqual(counts(await it.pulumi(["destroy", "--yes", "--skip-preview"])), { deleted: all });
  assert.deepEqual(await resources(it), []);
  assert.deepEqual(await answers(it.cloud), [0, 0]);
  for (const [name, port] of providerPorts(it.cloud.line)) {
    const provider = await attachedProvider(name, port);
    for (const { urn, id = "", type } of before.filter((each) => each.type.startsWith(`${name}:`))) {
      if (type.endsWith(":ApplicationPassword")) continue;
      assert.equal(await provider.read({ urn, id }), undefined, `${id} is still there`);
    }
    provider.close();
  }
  it.note("nothing is left, in the state or in the cloud");
}

function counts({ output }: { readonly output: string }): Readonly<Record<string, number>> {
  assert.doesNotMatch(output, /warning/i, "the CLI warns of something");
  return resourceCounts(output);
}

async function resources(it: Story): Promise<readonly StackResource[]> {
  const { deployment } = JSON.parse(await it.quiet("stack", "export")) as {
    deployment: { resources?: readonly StackResource[] };
  };
  return deployment.resources ?? [];
}

/** Those of the stack's resources that a cloud has. */
async function cloudResources(it: Story): Promise<readonly StackResource[]> {
  return (await resources(it)).filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
}

async function resource(it: Story, name: string): Promise<StackResource> {
  const found = (await resources(it)).find(({ urn }) => urn.endsWith(`::${name}`));
  if (!found) throw new Error(`the stack has no ${name}`);
  return found;
}

/** Status of the first two sites for a browser in which nobody is signed in, the lower one first; 0: nobody listens. */
async function answers({ port }: CloudProcess): Promise<readonly number[]> {
  const browser = { redirect: "manual", headers: { "user-agent": "Mozilla/5.0" } } as const;
  const statuses = await Promise.all(
    [port + 1, port + 2].map(async (site) => {
      const answer = await fetch(`http://127.0.0.1:${site}/`, browser).catch(() => undefined);
      return answer?.status ?? 0;
    }),
  );
  return statuses.toSorted((left, right) => left - right);
}
