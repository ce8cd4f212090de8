import { freePortRow } from "../../local/cloud/testing/free-port-row.ts";
import { runRaptor, startCommandLine, type CommandLine, type Ended } from "../raptor.ts";

/** What `npm run cloud -- --json` prints when it is ready. */
export type CloudLine = {
  readonly debugProviders: string;
  readonly signIn: string;
  readonly users: readonly { readonly displayName: string; readonly userPrincipalName: string }[];
};

export type CloudProcess = CommandLine & {
  readonly line: CloudLine;
  /** of the sign-in service */
  readonly port: number;
};

/** Starts `npm run cloud` from outside and waits for its ready line. `port`: of the sign-in service; any free one */
export async function startCloudProcess(args: readonly string[] = [], port?: number): Promise<CloudProcess> {
  const signInPort = port ?? (await freePortRow(8)) + 2;
  const started = await startCommandLine(["cloud", "--json", "--port", String(signInPort), ...args]);
  return { ...started, line: JSON.parse(started.line) as CloudLine, port: signInPort };
}

/** Runs it until it ends by itself. */
export async function runCloud(args: readonly string[]): Promise<Ended> {
  return runRaptor(["cloud", ...args]);
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
