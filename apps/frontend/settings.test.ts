import { describe, it } from "vitest";
import { readBackendUrl } from "./settings.ts";

describe("readBackendUrl", () => {
  it.for([
    ["https://raptor-server.azurewebsites.net", "https://raptor-server.azurewebsites.net/"],
    [" https://raptor-server.azurewebsites.net/ ", "https://raptor-server.azurewebsites.net/"],
    ["https://contoso.com/api", "https://contoso.com/api/"],
    ["http://127.0.0.1:8402", "http://127.0.0.1:8402/"],
    ["http://[::1]:8402", "http://[::1]:8402/"],
    ["http://raptor-server.localhost:8402", "http://raptor-server.localhost:8402/"],
  ] as const)("takes %j", ([BACKEND_URL, url], { expect }) => {
    expect(readBackendUrl({ BACKEND_URL }).href).toBe(url);
  });

  it.for([
    "raptor-server.azurewebsites.net",
    "ftp://contoso.com",
    "http://contoso.com",
    "http://localhost.contoso.com",
    "http://127.0.0.1.contoso.com",
    "javascript:alert(1)",
  ])("refuses %j, where a token would not be safe", (BACKEND_URL, { expect }) => {
    expect(() => readBackendUrl({ BACKEND_URL })).toThrow(
      `BACKEND_URL is "${BACKEND_URL}". It must be an https:// address (http:// only for localhost): access tokens are sent there.`,
    );
  });

  it.for(["https://ada:pass@contoso.com", "https://contoso.com/?code=pass", "https://contoso.com/#pass"])(
    "refuses %j without showing it",
    (BACKEND_URL, { expect }) => {
      expect(() => readBackendUrl({ BACKEND_URL })).toThrow(
        /^BACKEND_URL must be a plain address, without user name, password, query or fragment\.$/,
      );
    },
  );

  it.for([{}, { BACKEND_URL: "" }])("says what to set when it is missing: %j", (environment, { expect }) => {
    expect(() => readBackendUrl(environment)).toThrow(/^BACKEND_URL is not set\. .*BACKEND_URL=https:/);
  });
});
