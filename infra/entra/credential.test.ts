import * as fc from "fast-check";
import { describe, it } from "vitest";
import { livingGenerations } from "./credential.ts";

describe("the generations of a secret", () => {
  it("begin with one", ({ expect }) => {
    expect(livingGenerations(1)).toEqual([1]);
  });

  it("overlap: whatever a site used before a rotation is still there after it", ({ expect }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (generation) => {
        const [before] = livingGenerations(generation);
        expect(livingGenerations(generation + 1)).toContain(before);
      }),
    );
  });

  it("end: a secret that leaked is gone after two rotations", ({ expect }) => {
    expect(livingGenerations(7)).not.toContain(5);
  });
});
