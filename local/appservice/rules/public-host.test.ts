import { describe, test } from "vitest";
import { isOwnHost, publicOrigin } from "./public-host.ts";

const LOCAL = "http://raptor-client.localhost:8401";
const SITE = { localUrl: LOCAL, defaultHostName: "raptor-client-x.azurewebsites.net" };

describe("a Host header", () => {
  test.for([
    "raptor-client.localhost:8401",
    "RAPTOR-CLIENT.localhost",
    "127.0.0.1:8401",
    "localhost:8401",
    "[::1]:8401",
    "raptor-client-x.azurewebsites.net",
  ])("means the site: %s", (host, { expect }) => {
    expect(isOwnHost(host, SITE)).toBe(true);
  });

  test.for(["evil.test", "raptor-server.localhost:8401", "raptor-client.localhost.evil.test", "", undefined])(
    "does not mean the site: %s",
    (host, { expect }) => {
      expect(isOwnHost(host, SITE)).toBe(false);
    },
  );
});

describe("the public origin", () => {
  const forwarded = {
    host: "x",
    "x-forwarded-host": "www.test, y",
    "x-forwarded-proto": "https",
    "x-original": "b.test:8",
  };

  test("is the local address unless a forward proxy is declared", ({ expect }) => {
    expect(publicOrigin(forwarded, {}, LOCAL)).toBe(LOCAL);
    expect(publicOrigin(forwarded, { convention: "NoProxy" }, LOCAL)).toBe(LOCAL);
    expect(publicOrigin(forwarded, undefined, LOCAL)).toBe(LOCAL);
  });

  test("is what the declared forward proxy says", ({ expect }) => {
    expect(publicOrigin(forwarded, { convention: "Standard" }, LOCAL)).toBe("https://www.test");
    expect(publicOrigin(forwarded, { convention: "Custom", customHostHeaderName: "X-ORIGINAL" }, LOCAL)).toBe(
      "https://b.test:8",
    );
    expect(
      publicOrigin(
        { ...forwarded, "x-p": "http" },
        { convention: "Custom", customHostHeaderName: "x-original", customProtoHeaderName: "X-P" },
        LOCAL,
      ),
    ).toBe("http://b.test:8");
  });

  test("is never what is no host", ({ expect }) => {
    for (const host of ["evil.test/path", "a b", 'x"', "u@h", ""]) {
      expect(publicOrigin({ "x-forwarded-host": host }, { convention: "Standard" }, LOCAL)).toBe(LOCAL);
    }
  });
});
