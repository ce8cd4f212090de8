import { RunError, runtime } from "@pulumi/pulumi";
import { afterEach, beforeAll, describe, it, vi } from "vitest";
import { stackSettings } from "./stack-settings.ts";

beforeAll(async () => {
  await runtime.setMocks(
    { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: ({ inputs }) => inputs },
    "raptor",
    "test",
  );
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the stack's settings", () => {
  it("are those of the project's own namespace", ({ expect }) => {
    runtime.setAllConfig({
      "raptor:sku": "B1",
      "azure-native:location": "westeurope",
      "other:sku": "nonsense",
    });
    expect(stackSettings()).toMatchObject({ sku: "B1", location: "East US 2" });
  });

  it("end the program in words, without a stack, when one is wrong", ({ expect }) => {
    runtime.setAllConfig({ "raptor:sku": "B9", "raptor:instances": "none" });
    try {
      stackSettings();
      expect.unreachable();
    } catch (error) {
      expect(RunError.isInstance(error)).toBe(true);
      expect((error as Error).message.split("\n")).toEqual([
        "The settings of the stack are wrong:",
        expect.stringMatching(/^ {2}raptor:sku is "B9", but must be one of `F1`, /),
        '  raptor:instances is "none", but must be a number from 1 on, or a range such as `2-5`',
      ]);
    }
  });

  it("are never secrets", ({ expect }) => {
    runtime.setAllConfig({ "raptor:tags": '{"password":"hunter2"}' });
    vi.stubEnv("PULUMI_CONFIG_SECRET_KEYS", '["raptor:tags"]');
    expect(() => stackSettings()).toThrow("raptor:tags is stored as a secret");
    expect(() => stackSettings()).not.toThrow("hunter2");
  });
});
