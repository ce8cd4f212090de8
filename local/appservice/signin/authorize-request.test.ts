import * as fc from "fast-check";
import { describe, test } from "vitest";
import { authorizeParameters, readState, stateFor } from "./authorize-request.ts";

const REQUEST = {
  redirectUri: "https://site/.auth/login/aad/callback",
  nonce: "n",
  state: stateFor("/"),
  forwarded: new URLSearchParams(),
};
const PROVIDER = {
  clientId: "client",
  credential: { kind: "secret", secret: "s" },
  loginParameters: [],
} as const;

describe("the authorize request", () => {
  test("is letter by letter Azure's", ({ expect }) => {
    expect(authorizeParameters(REQUEST, PROVIDER).toString()).toBe(
      "response_type=code+id_token&redirect_uri=https%3A%2F%2Fsite%2F.auth%2Flogin%2Faad%2Fcallback" +
        "&client_id=client&scope=openid+profile+email&response_mode=form_post&nonce=n&state=redir%3D%252F",
    );
  });

  test("asks for an ID token only without a secret", ({ expect }) => {
    const parameters = authorizeParameters(REQUEST, { ...PROVIDER, credential: { kind: "none" } });
    expect(parameters.get("response_type")).toBe("id_token");
  });

  test("takes declared login parameters in place of its own, but for what binds the answer", ({ expect }) => {
    const parameters = authorizeParameters(REQUEST, {
      ...PROVIDER,
      loginParameters: [
        ["scope", "openid api://x/y"],
        ["prompt", "select_account"],
        ["redirect_uri", "https://evil"],
        ["nonce", "1"],
        ["state", "1"],
        ["client_id", "1"],
        ["response_type", "token"],
      ],
    });
    expect(Object.fromEntries(parameters)).toMatchObject({
      scope: "openid api://x/y",
      prompt: "select_account",
      redirect_uri: REQUEST.redirectUri,
      nonce: "n",
      client_id: "client",
      response_type: "code id_token",
    });
  });

  test("prefers what is declared to what a link says", ({ expect }) => {
    const parameters = authorizeParameters(
      { ...REQUEST, forwarded: new URLSearchParams("domain_hint=link&login_hint=me") },
      { ...PROVIDER, loginParameters: [["domain_hint", "declared"]] },
    );
    expect(parameters.get("domain_hint")).toBe("declared");
    expect(parameters.get("login_hint")).toBe("me");
  });

  test("brings any target back in its state", ({ expect }) => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (target) => {
        expect(readState(stateFor(target))).toEqual({ target, attempt: 1 });
        expect(readState(stateFor(target, 2))).toEqual({ target, attempt: 2 });
      }),
    );
    expect(readState("something else").target).toBeUndefined();
    expect(readState("redir=/&attempt=-5").attempt).toBeGreaterThan(100);
    expect(readState("redir=/&attempt=x").attempt).toBeGreaterThan(100);
  });
});
