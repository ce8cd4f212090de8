import { describe, it } from "vitest";
import { signInEvent } from "./sign-in-event.ts";

const REFUSAL = {
  aadsts: 50011,
  error: "invalid_request",
  text: "The redirect URI …",
  status: 400,
  channel: "page",
} as const;

describe("what the sign-in service tells", () => {
  it("is Entra's code and sentence, with the hint for whoever mends the program", ({ expect }) => {
    const refused = { kind: "refused", endpoint: "authorize" } as const;
    expect(signInEvent({ ...refused, refusal: REFUSAL })?.message).toBe("AADSTS50011: The redirect URI …");
    expect(signInEvent({ ...refused, refusal: { ...REFUSAL, hint: "declared are …" } })?.message).toBe(
      "AADSTS50011: The redirect URI … (declared are …)",
    );
  });

  it("leaves to the sites who signed in", ({ expect }) => {
    expect(signInEvent({ kind: "signedIn", userPrincipalName: "a@b", application: "c" })).toBeUndefined();
  });
});
