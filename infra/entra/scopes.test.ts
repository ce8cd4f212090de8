import * as fc from "fast-check";
import { describe, it } from "vitest";
import {
  SIGN_IN_SCOPES,
  USER_IMPERSONATION_ID,
  identifierUri,
  requiredScopes,
  scopeParameter,
  userImpersonation,
} from "./scopes.ts";

describe("the scopes", () => {
  it("have one id for ever: a new one would strand every pre-authorisation and consent", ({ expect }) => {
    expect(USER_IMPERSONATION_ID).toBe("cbf4a8ff-1dc3-4bb7-8fa7-9a1ecf3a8f33");
    expect(userImpersonation("raptor-server").id).toBe(USER_IMPERSONATION_ID);
  });

  it("are asked for at sign-in together with the backend's", ({ expect }) => {
    expect(scopeParameter("api://backend")).toBe(
      "scope=openid profile email offline_access api://backend/user_impersonation",
    );
  });

  it("are declared by the frontend exactly as they are asked for", ({ expect }) => {
    fc.assert(
      fc.property(fc.uuid(), (clientId) => {
        const asked = scopeParameter(identifierUri(clientId)).replace("scope=", "").split(" ");
        const [api, graph] = requiredScopes(clientId);
        expect(api).toEqual({
          resourceAppId: clientId,
          resourceAccesses: [{ id: USER_IMPERSONATION_ID, type: "Scope" }],
        });
        expect(asked.at(-1)).toBe(`api://${clientId}/user_impersonation`);
        const names = Object.entries(SIGN_IN_SCOPES);
        expect(graph?.resourceAccesses.map(({ id }) => names.find((entry) => entry[1] === id)?.[0])).toEqual(
          asked.slice(0, -1),
        );
      }),
    );
  });

  it("tell users and administrators what they consent to", ({ expect }) => {
    for (const text of Object.values(userImpersonation("raptor-server"))) expect(text).not.toBe("");
    expect(userImpersonation("raptor-server").userConsentDescription).toContain("raptor-server");
  });
});
