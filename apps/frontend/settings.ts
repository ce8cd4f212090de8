import type { Environment } from "../platform/settings.ts";
import { SettingError } from "../platform/settings.ts";

/**
 * The address of the backend, from BACKEND_URL. People's access tokens are sent there, so it has to be https, except
 * to this machine.
 * @throws SettingError
 */
export function readBackendUrl(environment: Environment): URL {
  const value = environment.BACKEND_URL?.trim() ?? "";
  if (value === "") {
    throw new SettingError(
      "BACKEND_URL is not set. It must be the address of the backend, for example BACKEND_URL=https://raptor-server.azurewebsites.net.",
    );
  }
  const url = URL.parse(value);
  if (
    url === null ||
    !(url.protocol === "https:" || (url.protocol === "http:" && isThisMachine(url.hostname)))
  ) {
    throw new SettingError(
      `BACKEND_URL is "${value}". It must be an https:// address (http:// only for localhost): access tokens are sent there.`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    // not shown: it may hold a password
    throw new SettingError(
      "BACKEND_URL must be a plain address, without user name, password, query or fragment.",
    );
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

function isThisMachine(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
