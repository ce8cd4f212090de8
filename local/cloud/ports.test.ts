import { describe, it } from "vitest";
import { createPorts } from "./ports.ts";

describe("ports", () => {
  it("follow the sign-in service's port in the order of creation and stay with their site", ({ expect }) => {
    const ports = createPorts(8400);
    expect([ports.of("a"), ports.of("b"), ports.of("a")]).toEqual([8401, 8402, 8401]);
  });
});
