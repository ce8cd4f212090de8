import { describe, it } from "vitest";
import { browserUrl, localAppSetting, localBrowserUri, serverUrl } from "./addresses.ts";

const client = {
  name: "raptor-client",
  host: "raptor-client.localhost",
  defaultHostName: "raptor-client-1a.eastus2-01.azurewebsites.net",
  port: 8401,
};
const server = {
  name: "raptor-server",
  host: "raptor-server.localhost",
  defaultHostName: "raptor-server-2b.eastus2-01.azurewebsites.net",
  port: 8402,
};
const sites = [client, server];

describe("addresses", () => {
  it("gives each site a host of its own, because cookies ignore ports", ({ expect }) => {
    expect(browserUrl(client)).toBe("http://raptor-client.localhost:8401");
    expect(new URL(browserUrl(client)).hostname).not.toBe(new URL(browserUrl(server)).hostname);
    expect(serverUrl(server)).toBe("http://127.0.0.1:8402");
  });

  it("maps a declared redirect URI to the browser's address of the site", ({ expect }) => {
    expect(localBrowserUri(sites, `https://${client.defaultHostName}/.auth/login/aad/callback`)).toBe(
      "http://raptor-client.localhost:8401/.auth/login/aad/callback",
    );
  });

  it("maps the address of another site in an app setting to one that needs no name resolution", ({
    expect,
  }) => {
    expect(localAppSetting(sites, client.defaultHostName, `https://${server.defaultHostName}`)).toBe(
      "http://127.0.0.1:8402",
    );
    expect(localAppSetting(sites, client.defaultHostName, `a=https://${server.defaultHostName}/x;b`)).toBe(
      "a=http://127.0.0.1:8402/x;b",
    );
  });

  it("maps a site's own address in its app settings to the one browsers use", ({ expect }) => {
    expect(localAppSetting(sites, client.defaultHostName, `https://${client.defaultHostName}/done`)).toBe(
      "http://raptor-client.localhost:8401/done",
    );
  });

  it("leaves other hosts alone, also those that only begin the same", ({ expect }) => {
    for (const foreign of [
      "https://example.com/",
      `https://${client.defaultHostName}.example.com/`,
      `https://x${client.defaultHostName}/`,
      `http://${client.defaultHostName}/`,
    ]) {
      expect(localBrowserUri(sites, foreign)).toBe(foreign);
    }
  });
});
