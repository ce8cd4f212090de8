import { COMMON_FLAGS, commonOptions, parseFlags, type CommonOptions, type Folders } from "./flags.ts";

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

/** "help", or what the command line asks for. Throws UserError that names the flag, the value and what is allowed. */
export function parseCloudOptions(argv: readonly string[], from: Folders): CommonOptions | "help" {
  const values = parseFlags(argv, COMMON_FLAGS, "npm run cloud");
  return values.help ? "help" : commonOptions(values, from);
}
