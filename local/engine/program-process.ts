import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { EngineError } from "./engine-error.ts";
import type { StackConfig } from "./stack-config.ts";
import type { Project } from "./project.ts";

const RUNTIME = "@pulumi/pulumi/cmd/run/index.js";
/** how long a program may take to end by itself once it is told to */
const GRACE_MS = 2000;

export type ProgramProcess = {
  /** the exit code; undefined: it was killed */
  readonly exited: Promise<number | undefined>;
  /** Ends it, first by SIGTERM. */
  stop(): void;
  /** Hands over what it prints, from its first line on. */
  listen(onLine: (stream: "stdout" | "stderr", line: string) => void): void;
};

export type ProgramOptions = {
  readonly project: Project;
  readonly stack: string;
  readonly organization: string;
  readonly config: StackConfig;
  readonly preview: boolean;
  /** of the monitor and the engine, "127.0.0.1:40123" */
  readonly address: string;
  readonly nodeExecutable: string;
};

/** Starts the program in Pulumi's own language runtime, as Pulumi's Node.js language host does. contract: pulumi 2.4 */
export function startProgram(options: ProgramOptions): ProgramProcess {
  const { project } = options;
  const args = [
    `--require=${join(import.meta.dirname, "program-preload.cjs")}`,
    ...project.nodeArgs,
    runtimePath(project.programDirectory),
    `--monitor=${options.address}`,
    `--engine=${options.address}`,
    `--organization=${options.organization}`,
    `--project=${project.name}`,
    `--root-directory=${project.directory}`,
    `--stack=${options.stack}`,
    `--pwd=${project.programDirectory}`,
    "--parallel=16",
    ...(options.preview ? ["--dry-run"] : []),
    project.entryPoint,
  ];
  const child = spawn(options.nodeExecutable, args, {
    cwd: project.programDirectory,
    env: { ...process.env, ...environment(options) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });

  const exited = new Promise<number | undefined>((resolve, reject) => {
    child.once("error", (cause) => {
      reject(
        new EngineError("RuntimeMissing", `${options.nodeExecutable} could not be started: ${cause.message}`),
      );
    });
    // "close" comes after the last line of output, "exit" may come before it.
    child.once("close", (code) => resolve(code ?? undefined));
  });
  // Whoever waits for it hears of it; stopping early is no reason to crash.
  exited.catch(() => undefined);

  return {
    exited,
    stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
      child.once("close", () => clearTimeout(timer));
    },
    listen(onLine) {
      for (const stream of ["stdout", "stderr"] as const) {
        const input = child[stream];
        if (input) createInterface({ input }).on("line", (line) => onLine(stream, line));
      }
    },
  };
}

/** The program's own @pulumi/pulumi, because its resources must be of the same copy; ours where it has none. */
function runtimePath(programDirectory: string): string {
  for (const from of [join(programDirectory, "index.js"), import.meta.url]) {
    try {
      return createRequire(from).resolve(RUNTIME);
    } catch {
      continue;
    }
  }
  throw new EngineError(
    "RuntimeMissing",
    "@pulumi/pulumi is not installed: run npm ci in the program's folder",
  );
}

function environment({ project, config }: ProgramOptions): NodeJS.ProcessEnv {
  const entries = Object.entries(config.values).map(([key, value]) => [key.replace(":", ":config:"), value]);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(entries)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
    ...(project.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
    // Compiled modules of the last run: the SDK alone has hundreds. Node's own place for it.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), "node-compile-cache"),
  };
}
