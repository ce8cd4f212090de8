import { describe, expect, it } from "vitest";
import { resourceCounts } from "./resource-counts.ts";

describe("the CLI's closing lines", () => {
  it.for([
    ["\nResources:\n    + 37 to create\n", { created: 37 }],
    ["\nResources:\n    37 unchanged\n\nDuration: 6s\n", { unchanged: 37 }],
    [
      "\nResources:\n    ~ 1 updated\n    +-1 replaced\n    2 changes. 35 unchanged\n",
      { updated: 1, replaced: 1, unchanged: 35 },
    ],
    [
      "\nResources:\n    ~ 1 to update\n    +-1 to replace\n    2 changes. 35 unchanged\n",
      { updated: 1, replaced: 1, unchanged: 35 },
    ],
    ["\nResources:\n    - 5 deleted\n    32 unchanged\n", { deleted: 5, unchanged: 32 }],
    ["\nResources:\n    + 1 created\n    = 2 imported\n    3 changes\n", { created: 1, imported: 2 }],
    ["error: no stack\n", {}],
  ] as const)("%j are counts", ([output, counts]) => {
    expect(resourceCounts(output)).toEqual(counts);
  });
});
