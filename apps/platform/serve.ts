import { createServer } from "node:http";
import type { Server } from "node:http";
import type { Express } from "express";
import { log } from "./log.ts";
import type { Environment } from "./settings.ts";
import { readPort, SettingError } from "./settings.ts";

// The platform adds the ID token, the access token, the refresh token and the claims to each request. With groups in
// them they pass Node's default of 16 KB, and the app would answer 431. contract: easyauth 4.1
const maxHeaderSize = 64 * 1024;

/** How long running requests may take to finish after a stop was asked for, in ms: less than platforms wait to kill. */
const graceMs = 2500;

/**
 * Runs an app until SIGTERM or SIGINT: listens on PORT, says so in one line, and on a signal stops accepting, lets
 * running requests finish and ends the process. A wrong setting ends it at once with one line and exit code 1.
 * HOST narrows the addresses to listen on; App Service needs all of them, which is the default.
 */
export function serve(name: string, environment: Environment, createApp: () => Express): void {
  try {
    const port = readPort(environment);
    const server = createServer({ maxHeaderSize }, createApp());
    server.once("error", (error) => {
      fail(name, `cannot listen on port ${port}: ${error.message}`);
    });
    server.listen({ port, host: environment.HOST }, () => {
      log(`${name}: listening on port ${portOf(server)}`);
    });
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        log(`${name}: ${signal}, stopping`);
        stop(server);
      });
    }
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    fail(name, error.message);
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function stop(server: Server): void {
  server.close(() => process.exit(0));
  // Clients keep a connection open after its last answer; nothing closes those that were busy when the stop began.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  setTimeout(() => {
    clearInterval(sweep);
    server.closeAllConnections();
  }, graceMs);
}

function fail(name: string, message: string): void {
  process.stderr.write(`${name}: ${message}\n`);
  process.exitCode = 1;
}
