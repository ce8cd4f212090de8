import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { freePortRow } from "../../local/cloud/testing/free-port-row.ts";
import { ROOT } from "../raptor.ts";

/** What `npm run cloud -- --json` prints when it is ready. */
export type CloudLine = {
  readonly debugProviders: string;
  readonly signIn: string;
  readonly users: readonly { readonly displayName: string; readonly userPrincipalName: string }[];
};

export type CloudProcess = {
  readonly line: CloudLine;
  /** of the sign-in service */
  readonly port: number;
  /** everything it printed so far */
  readonly printed: () => Printed;
  /** SIGTERM; resolves with the exit code and how long it took, in milliseconds */
  readonly stop: () => Promise<{ readonly code: number | null; readonly took: number }>;
};

type Printed = { readonly stdout: string; readonly stderr: string };

/** Starts `npm run cloud` from outside and waits for its ready line. */
export async function startCloudProcess(args: readonly string[] = []): Promise<CloudProcess> {
  const port = (await freePortRow(8)) + 2;
  const { child, output, ended } = spawnCloud(["--json", "--port", String(port), ...args]);
  const line = await new Promise<CloudLine>((resolve, reject) => {
    child.stdout.on("data", () => {
      if (output.stdout.includes("\n")) resolve(JSON.parse(output.stdout) as CloudLine);
    });
    void ended.then(({ code, stdout, stderr }) =>
      reject(new Error(`ended with ${code} before it was ready:\n${stdout}\n${stderr}`)),
    );
  });
  return {
    line,
    port,
    printed: () => ({ ...output }),
    async stop() {
      const since = performance.now();
      child.kill("SIGTERM");
      const { code } = await ended;
      return { code, took: performance.now() - since };
    },
  };
}

/** Runs it until it ends by itself. */
export async function runCloud(args: readonly string[]): Promise<Printed & { readonly code: number | null }> {
  return spawnCloud(args).ended;
}

/** package -> port, of PULUMI_DEBUG_PROVIDERS */
export function providerPorts({ debugProviders }: CloudLine): ReadonlyMap<string, number> {
  return new Map(
    debugProviders.split(",").map((entry) => {
      const [name = "", port = ""] = entry.split(":");
      return [name, Number(port)];
    }),
  );
}

function spawnCloud(args: readonly string[]) {
  const child = spawn(process.execPath, ["local/start.js", "cloud", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...output }));
  return { child, output, ended };
}
