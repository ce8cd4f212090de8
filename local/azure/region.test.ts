import { describe, it } from "vitest";
import { regionDisplayName, regionName } from "./region.ts";

describe("a region", () => {
  it("is the same however it is written", ({ expect }) => {
    expect(["East US 2", "eastus2", "EastUS2", "east us 2"].map(regionName)).toEqual(
      Array(4).fill("eastus2"),
    );
  });

  it("is answered by App Service with its display name", ({ expect }) => {
    expect(regionDisplayName("eastus2")).toBe("East US 2");
    expect(regionDisplayName("East US 2")).toBe("East US 2");
  });

  it("that is not in the list is answered as declared", ({ expect }) => {
    expect(regionDisplayName("Moon North")).toBe("Moon North");
  });
});
