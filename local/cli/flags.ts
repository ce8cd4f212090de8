import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UserError } from "./user-error.ts";

/** Most sites a program is expected to have: the highest port that --port may leave room for. */
const HIGHEST_SIGN_IN_PORT = 65_000;

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

export function portNumber(value: string): number {
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

export function upstreams(items: readonly string[]): Readonly<Record<string, string>> {
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
