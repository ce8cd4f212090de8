import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import process from "node:process";
import { ROOT } from "../raptor.ts";
import { killCli } from "./kill-cli.ts";

export type Ran = { readonly code: number | null; readonly output: string };

export type PulumiCli = {
  /** `pulumi <args>` in the project, without questions and colours; stdout and stderr in one */
  run(...args: readonly string[]): Promise<Ran>;
  /** The same, killed as soon as it has printed what `at` matches; code null, or that of an end before it. */
  runAndKill(at: RegExp, ...args: readonly string[]): Promise<Ran>;
};

export type PulumiCliOptions = {
  /** path of the CLI */
  readonly executable: string;
  /** folder of Pulumi.yaml */
  readonly project: string;
  /** folder for the CLI's own files and for the state */
  readonly home: string;
  readonly debugProviders: string;
};

/** The CLI with a home and a backend of its own: nothing of the person's own stacks or login is touched. */
export function pulumiCli({ executable, project, home, debugProviders }: PulumiCliOptions): PulumiCli {
  const env = {
    HOME: process.env["HOME"],
    // the CLI's language host first, then the Node that this project pins. contract: pulumi 4.5
    PATH: [dirname(executable), join(ROOT, "node_modules", ".bin"), process.env["PATH"]].join(":"),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_DEBUG_PROVIDERS: debugProviders,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NO_COLOR: "1",
  };
  async function run(args: readonly string[], killAt?: RegExp): Promise<Ran> {
    const child = spawn(executable, [...args, "--non-interactive", "--color", "never"], {
      cwd: project,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let killed: Promise<void> | undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (killAt?.test(output)) killed ??= killCli(child, home);
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    await killed;
    return { code, output };
  }

  return {
    run: (...args) => run(args),
    runAndKill: (at, ...args) => run(args, at),
  };
}
