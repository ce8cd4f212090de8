import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCloud } from "../../local/cloud/cloud.ts";
import { freePortRow } from "../../local/cloud/testing/free-port-row.ts";
import { destroy } from "../../local/engine/destroy.ts";
import { EngineError } from "../../local/engine/engine-error.ts";
import type { Step } from "../../local/engine/events.ts";
import { readProject } from "../../local/engine/project.ts";
import { deploy, type DeployResult } from "../../local/engine/run.ts";
import { readStackConfig } from "../../local/engine/stack-config.ts";
import { emptyState, type StackState } from "../../local/engine/state.ts";
import type { Provider } from "../../local/provider/provider.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** A call of a provider that changes something, in the order in which they end. */
export type Call = { readonly op: "create" | "update" | "delete"; readonly urn: string };

/** A copy of the program and of the apps in a folder of its own, with a cloud and a state of its own. */
export type TestProgram = {
  /** `settings`: "sku" -> "B1". Nothing of the cloud or the state changes. */
  preview(settings?: Readonly<Record<string, string>>): Promise<DeployResult>;
  update(
    settings?: Readonly<Record<string, string>>,
  ): Promise<DeployResult & { readonly calls: readonly Call[] }>;
  /** Changes one file of the copy. `path`: "apps/backend/server.ts" */
  edit(path: string, change: (text: string) => string): Promise<void>;
  destroy(): Promise<{ readonly state: StackState; readonly calls: readonly Call[] }>;
  close(): Promise<void>;
};

export async function startProgram(): Promise<TestProgram> {
  const folder = await mkdtemp(join(tmpdir(), "infra-"));
  for (const name of ["infra", "apps", "package.json", "Pulumi.yaml", "Pulumi.test.yaml"]) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  // the sites' apps are not what is tested here: an upstream keeps the cloud from starting them
  const names = ["raptor-client", "raptor-server", "raptor-web", "raptor-api"];
  const cloud = await startCloud({
    port: await freePortRow(4),
    upstreams: Object.fromEntries(names.map((name) => [name, "http://127.0.0.1:9"])),
    onEvent: () => undefined,
  });
  const calls: Call[] = [];
  const providers = cloud.providers.map((provider) => recording(provider, calls));
  let state = emptyState;

  async function run(settings: Readonly<Record<string, string>>, preview: boolean): Promise<DeployResult> {
    const project = readProject(folder);
    const config = readStackConfig(project, "test", settings);
    return deploy({ project, stack: "test", config, providers, state, preview, onEvent: () => undefined });
  }

  return {
    preview: async (settings = {}) => run(settings, true),
    async update(settings = {}) {
      calls.length = 0;
      const result = await run(settings, false).catch((error: unknown) => {
        if (error instanceof EngineError) state = error.state ?? state;
        throw error;
      });
      state = result.state;
      return { ...result, calls: [...calls] };
    },
    async edit(path, change) {
      const file = join(folder, path);
      await writeFile(file, change(await readFile(file, "utf8")));
    },
    async destroy() {
      calls.length = 0;
      ({ state } = await destroy({ providers, state, onEvent: () => undefined }));
      return { state, calls: [...calls] };
    },
    async close() {
      await cloud.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** "update frontend-app-settings (properties)", for every step that changes something, in order. */
export function changesOf(steps: readonly Step[]): readonly string[] {
  return steps
    .filter(({ op }) => op !== "same" && op !== "read")
    .map(({ op, name, changes }) => {
      const properties = new Set(changes.map(({ path }) => path.split(/[.[]/)[0]));
      return properties.size > 0 ? `${op} ${name} (${[...properties].join(", ")})` : `${op} ${name}`;
    });
}

function recording(provider: Provider, calls: Call[]): Provider {
  return {
    ...provider,
    async create(request) {
      const created = await provider.create(request);
      if (!request.preview) calls.push({ op: "create", urn: request.urn });
      return created;
    },
    async update(request) {
      const updated = await provider.update(request);
      if (!request.preview) calls.push({ op: "update", urn: request.urn });
      return updated;
    },
    async delete(request) {
      await provider.delete(request);
      calls.push({ op: "delete", urn: request.urn });
    },
  };
}
