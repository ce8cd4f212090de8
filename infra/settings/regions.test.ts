import { describe, it } from "vitest";
import { region } from "./regions.ts";

describe("a region", () => {
  it("is taken by its display name or its name, in any case, and stays as it was written", ({ expect }) => {
    for (const text of ["East US 2", "eastus2", "EASTUS2", "east us 2", "Sweden Central", "uaenorth"]) {
      expect(region(text), text).toBe(text);
    }
  });

  it("that Azure does not have is refused", ({ expect }) => {
    for (const text of ["Narnia", "East US 9", "", " eastus2", "east-us-2", "east us2", "usgovvirginia"]) {
      expect(region(text), text).toBeUndefined();
    }
  });
});
