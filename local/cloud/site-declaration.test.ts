import { describe, it } from "vitest";
import type { DeclaredSite } from "../azure/declared-site.ts";
import { siteDeclaration } from "./site-declaration.ts";

const SITES = [
  { name: "a", host: "a.localhost", defaultHostName: "a-1.azurewebsites.net", port: 8401 },
  { name: "b", host: "b.localhost", defaultHostName: "b-2.azurewebsites.net", port: 8402 },
];

const DECLARED: DeclaredSite = {
  id: "/a",
  name: "a",
  defaultHostName: "a-1.azurewebsites.net",
  enabled: true,
  httpsOnly: true,
  linuxFxVersion: undefined,
  appCommandLine: undefined,
  cors: {
    allowedOrigins: ["https://b-2.azurewebsites.net", "https://example.com"],
    supportCredentials: true,
  },
  identities: [],
  appSettings: { BACKEND_URL: "https://b-2.azurewebsites.net", PUBLIC_URL: "https://a-1.azurewebsites.net" },
  authSettings: {
    login: {
      allowedExternalRedirectUrls: ["https://b-2.azurewebsites.net/done"],
      tokenStore: { enabled: true },
    },
    identityProviders: {
      azureActiveDirectory: { registration: { openIdIssuer: "https://sts.windows.net/t/v2.0" } },
    },
  },
  package: undefined,
};

describe("a declared site, as this machine sees it", () => {
  it("calls other sites by number and shows browsers its own name", ({ expect }) => {
    expect(siteDeclaration(DECLARED, SITES).appSettings).toEqual({
      BACKEND_URL: "http://127.0.0.1:8402",
      PUBLIC_URL: "http://a.localhost:8401",
    });
  });

  it("lets browsers come from and go to the other sites by their names", ({ expect }) => {
    const { cors, authSettings } = siteDeclaration(DECLARED, SITES);
    expect(cors?.allowedOrigins).toEqual(["http://b.localhost:8402", "https://example.com"]);
    expect(authSettings).toEqual({
      login: { allowedExternalRedirectUrls: ["http://b.localhost:8402/done"], tokenStore: { enabled: true } },
      identityProviders: {
        azureActiveDirectory: { registration: { openIdIssuer: "https://sts.windows.net/t/v2.0" } },
      },
    });
  });

  it("stays without auth settings and CORS where none are declared", ({ expect }) => {
    const bare = siteDeclaration({ ...DECLARED, authSettings: undefined, cors: undefined }, SITES);
    expect([bare.authSettings, bare.cors]).toEqual([undefined, undefined]);
  });
});
