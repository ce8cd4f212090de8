import { resolve } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UserError } from "./user-error.ts";

/** Most sites a program is expected to have: the highest port that --port may leave room for. */
const HIGHEST_SIGN_IN_PORT = 65_000;

/** The flags that `npm start` and `npm run cloud` share. */
export const COMMON_FLAGS = {
  cwd: { type: "string", short: "C" },
  port: { type: "string" },
  json: { type: "boolean" },
  upstream: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsOptionsConfig;

/** What they mean. */
export type CommonOptions = {
  /** folder of the Pulumi project */
  readonly cwd: string;
  /** the sign-in service's; sites follow */
  readonly port: number;
  readonly json: boolean;
  /** site name -> URL of a process that runs already */
  readonly upstreams: Readonly<Record<string, string>>;
};

export type Folders = {
  /** this project */
  readonly project: string;
  /** where the command was typed */
  readonly caller: string;
};

type CommonValues = {
  readonly cwd?: string;
  readonly port?: string;
  readonly json?: boolean;
  readonly upstream?: string[];
};

export function commonOptions(values: CommonValues, from: Folders): CommonOptions {
  return {
    cwd: values.cwd === undefined ? from.project : resolve(from.caller, values.cwd),
    port: portNumber(values.port ?? "8400"),
    json: values.json ?? false,
    upstreams: upstreams(values.upstream ?? []),
  };
}

/** Splits a command line into its flags. Throws UserError that names what is unknown or incomplete. */
export function parseFlags<Flags extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: Flags,
  command: string,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: false, allowNegative: true }).values;
  } catch (error) {
    throw new UserError(
      `${error instanceof Error ? error.message : String(error)}\nSee ${command} -- --help`,
    );
  }
}

function portNumber(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= HIGHEST_SIGN_IN_PORT) return port;
  throw new UserError(`--port '${value}' is not a port: a whole number from 1 to ${HIGHEST_SIGN_IN_PORT}`);
}

export function keyValues(
  items: readonly string[],
  flag: string,
  shape: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf("=");
      if (at < 1) throw new UserError(`${flag} '${item}' is not of the form ${shape}`);
      return [item.slice(0, at), item.slice(at + 1)];
    }),
  );
}

function upstreams(items: readonly string[]): Readonly<Record<string, string>> {
  const given = keyValues(items, "--upstream", "SITE=URL");
  for (const [site, url] of Object.entries(given)) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed?.protocol !== "http:" || !isLoopback(parsed.hostname) || parsed.pathname !== "/") {
      throw new UserError(
        `--upstream '${site}=${url}' is not the address of a process on this machine: http://localhost:PORT or http://127.0.0.1:PORT`,
      );
    }
  }
  return given;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
