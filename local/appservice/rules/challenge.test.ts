import { describe, test } from "vitest";
import type { Provider } from "../settings.ts";
import { challenge } from "./challenge.ts";

const PROVIDER = {
  challenge: true,
  clientId: "client-id",
  issuer: { tenantId: "t", issuer: "http://localhost:8400/t/v2.0", v1Issuer: "http://localhost:8400/t/" },
} as Provider;

describe("WWW-Authenticate", () => {
  test("has Azure's form, without commas", ({ expect }) => {
    expect(challenge("site.localhost:8401", PROVIDER)).toBe(
      'Bearer realm="site.localhost:8401" authorization_uri="http://localhost:8400/t/oauth2/v2.0/authorize" resource_id="client-id"',
    );
  });

  test("is left out when the declaration disables it or there is no provider", ({ expect }) => {
    expect(challenge("site", { ...PROVIDER, challenge: false })).toBeUndefined();
    expect(challenge("site", { ...PROVIDER, issuer: undefined })).toBeUndefined();
    expect(challenge("site", undefined)).toBeUndefined();
  });
});
