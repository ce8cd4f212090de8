import { resolve } from "node:path";
import type { ParseArgsOptionsConfig } from "node:util";
import { parseFlags, portNumber, upstreams } from "./flags.ts";
import type { Folders } from "./start-options.ts";

export type CloudCommandOptions = {
  /** folder of the Pulumi project whose users are used, and whose files relative paths name */
  readonly cwd: string;
  /** the sign-in service's; sites follow, the providers are right before it */
  readonly port: number;
  readonly json: boolean;
  /** site name -> URL of a process that runs already */
  readonly upstreams: Readonly<Record<string, string>>;
};

export const CLOUD_HELP = `Usage: npm run cloud -- [options]

Starts local Azure, empty, for the Pulumi CLI: 'pulumi preview', 'up', 'refresh', 'import' and 'destroy' in another
terminal then work on it instead of on Azure. Nothing leaves this machine.

Options:
  -C, --cwd DIR             Pulumi project that will be deployed (default: this one): its users.json is used, and its
                            files are found
      --port N              port of the sign-in service; sites get N+1, N+2 … (default: 8400)
      --json                one line of JSON on stdout when ready; progress goes to stderr
      --upstream SITE=URL   put the front door of SITE before a process that runs already; repeatable
  -h, --help                show this and stop
`;

const FLAGS = {
  cwd: { type: "string", short: "C" },
  port: { type: "string" },
  json: { type: "boolean" },
  upstream: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsOptionsConfig;

/** "help", or what the command line asks for. Throws UserError that names the flag, the value and what is allowed. */
export function parseCloudOptions(argv: readonly string[], from: Folders): CloudCommandOptions | "help" {
  const values = parseFlags(argv, FLAGS, "npm run cloud");
  if (values.help) return "help";
  return {
    cwd: values.cwd === undefined ? from.project : resolve(from.caller, values.cwd),
    port: portNumber(values.port ?? "8400"),
    json: values.json ?? false,
    upstreams: upstreams(values.upstream ?? []),
  };
}
