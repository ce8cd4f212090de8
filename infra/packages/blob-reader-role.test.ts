import { describe, it } from "vitest";
import { blobReaderRole } from "./blob-reader-role.ts";

describe("the role that reads packages", () => {
  it("is Storage Blob Data Reader in the subscription of what it is for", ({ expect }) => {
    expect(blobReaderRole("/subscriptions/1-2/resourceGroups/rg/providers/Microsoft.Storage/x")).toBe(
      "/subscriptions/1-2/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    );
  });
});
