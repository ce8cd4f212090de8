import * as fc from "fast-check";
import { describe, it } from "vitest";
import { covers, detailedDiff, formatPath, parsePath } from "./diff.ts";
import { fileAsset, sameValue, UNKNOWN, type Properties } from "./values.ts";

const anyInputs = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })) as fc.Arbitrary<Properties>;
const anyKey = fc.string({ minLength: 1 }).filter((key) => !/^\[[^\]]*\]$/.test(key));

function paths(olds: Properties, news: Properties, replaceOn: string[] = [], ignored: string[] = []) {
  return detailedDiff(olds, news, replaceOn, ignored).map(
    ({ path, kind, replaces }) => `${kind} ${path}${replaces ? " (replaces)" : ""}`,
  );
}

describe("the difference of two sets of inputs", () => {
  it("is nothing exactly when they are the same", ({ expect }) => {
    fc.assert(
      fc.property(anyInputs, anyInputs, (left, right) => {
        expect(detailedDiff(left, left, [], [])).toEqual([]);
        expect(detailedDiff(left, right, [], []).length === 0).toBe(sameValue(left, right));
      }),
    );
  });

  it("names each leaf and what became of it", ({ expect }) => {
    const olds = {
      siteConfig: { alwaysOn: false, cors: { allowedOrigins: ["a", "b"] } },
      tags: { "a.b": "1" },
      old: 1,
    };
    const news = {
      siteConfig: { alwaysOn: true, cors: { allowedOrigins: ["a"] } },
      tags: { "a.b": "2" },
      new: 1,
    };
    expect(paths(olds, news)).toEqual([
      "update siteConfig.alwaysOn",
      "delete siteConfig.cors.allowedOrigins[1]",
      'update tags["a.b"]',
      "delete old",
      "add new",
    ]);
  });

  it("marks what replaces: the named input and everything below it", ({ expect }) => {
    const olds = { name: "a", identity: { type: "None" }, other: 1 };
    const news = { name: "b", identity: { type: "SystemAssigned" }, other: 2 };
    expect(paths(olds, news, ["name", "identity"])).toEqual([
      "update name (replaces)",
      "update identity.type (replaces)",
      "update other",
    ]);
  });

  it("leaves out what is ignored", ({ expect }) => {
    const olds = { tags: { a: "1", b: "1" }, list: [{ x: 1, y: 1 }] };
    const news = { tags: { a: "2", b: "2" }, list: [{ x: 2, y: 2 }] };
    expect(paths(olds, news, [], ["tags.a", "list[*].x"])).toEqual(["update tags.b", "update list[0].y"]);
    expect(paths(olds, news, [], ["*"])).toEqual([]);
  });

  it("does not look into files", ({ expect }) => {
    expect(paths({ source: fileAsset("a", "1") }, { source: fileAsset("b", "2") })).toEqual([
      "update source",
    ]);
  });

  it("has an update where the new value is not known", ({ expect }) => {
    expect(paths({ name: "a" }, { name: UNKNOWN }, ["name"])).toEqual(["update name (replaces)"]);
  });

  it("leaves out values that the cloud takes for the same", ({ expect }) => {
    const same = (path: string, left: unknown, right: unknown) =>
      path === "location" && String(left).length > 0 && String(right).length > 0;
    expect(detailedDiff({ location: "East US" }, { location: "eastus" }, [], [], same)).toEqual([]);
    expect(detailedDiff({}, { location: "eastus" }, [], [], same)).toHaveLength(1);
  });
});

describe("a path", () => {
  it("comes back from text as it went in", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            anyKey,
            fc.nat(9).map((index) => `[${index}]`),
          ),
          { minLength: 1 },
        ),
        (steps) => {
          expect(parsePath(formatPath(steps))).toEqual(steps);
        },
      ),
    );
  });

  it("covers itself and what lies below, and nothing else", ({ expect }) => {
    expect(covers("a.b", ["a", "b"])).toBe(true);
    expect(covers("a.b", ["a", "b", "[0]", "c"])).toBe(true);
    expect(covers("a.b", ["a"])).toBe(false);
    expect(covers("a.b", ["a", "bc"])).toBe(false);
    expect(covers("a[*].c", ["a", "[7]", "c"])).toBe(true);
    expect(covers('tags["x.y"]', ["tags", "x.y"])).toBe(true);
  });
});
