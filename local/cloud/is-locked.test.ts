import { describe, it } from "vitest";
import { isLocked } from "./is-locked.ts";

describe("a door", () => {
  it.for([
    [undefined, false],
    [{}, false],
    [{ platform: { enabled: false } }, false],
    [{ platform: { enabled: true } }, true],
    [{ platform: { enabled: true }, globalValidation: { unauthenticatedClientAction: "Return401" } }, true],
    [{ platform: { enabled: true }, globalValidation: { requireAuthentication: false } }, false],
    [
      { platform: { enabled: true }, globalValidation: { unauthenticatedClientAction: "AllowAnonymous" } },
      false,
    ],
  ] as const)("with %j is locked: %s", ([settings, locked], { expect }) => {
    expect(isLocked(settings)).toBe(locked);
  });
});
