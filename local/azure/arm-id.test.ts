import * as fc from "fast-check";
import { describe, it } from "vitest";
import { formatId, idKey, isWithin, lastName, parseId } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";

const group = "/subscriptions/s/resourceGroups/rg";
const site = `${group}/providers/Microsoft.Web/sites/raptor`;

/** A name that Azure allows somewhere in an id. */
const anyName = fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9_.]{0,20}$/);

describe("an id", () => {
  it("comes apart into what it was made from, for every kind of resource", ({ expect }) => {
    const names = fc.record({
      subscriptionId: anyName,
      resourceGroupName: anyName,
      name: anyName,
      accountName: anyName,
      containerName: anyName,
      blobName: anyName,
      resourceName: anyName,
      scope: fc.constant(site),
      roleAssignmentName: anyName,
    });
    fc.assert(
      fc.property(names, fc.constantFrom(...Object.values(resourcePaths)), (values, path) => {
        const parts = parseId(path, formatId(path, values));
        expect(values).toMatchObject({ ...parts });
        expect(Object.keys(parts ?? {})).toHaveLength(path.match(/\{/g)?.length ?? 0);
      }),
    );
  });

  it("of another kind does not come apart", ({ expect }) => {
    expect(parseId(resourcePaths.site, `${site}/config/appsettings`)).toBeUndefined();
    expect(parseId(resourcePaths.plan, site)).toBeUndefined();
  });

  it("ignores case, as Azure does", ({ expect }) => {
    expect(parseId(resourcePaths.site, site.toUpperCase())).toMatchObject({ name: "RAPTOR" });
    expect(idKey(site.toUpperCase())).toBe(idKey(site));
  });

  it("minds the case of a blob's name, slashes and all", ({ expect }) => {
    const container = `${group}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c`;
    expect(idKey(`${container}/blobs/App.zip`)).not.toBe(idKey(`${container}/blobs/app.zip`));
    expect(idKey(`${container.toUpperCase()}/blobs/a/b`)).toBe(idKey(`${container}/blobs/a/b`));
    expect(parseId(resourcePaths.blob, `${container}/blobs/a/b.zip`)?.["blobName"]).toBe("a/b.zip");
  });

  it("lies within its group, its parent and itself, but not within one of a longer name", ({ expect }) => {
    expect(isWithin(site, group)).toBe(true);
    expect(isWithin(`${site}/config/appsettings`, site.toUpperCase())).toBe(true);
    expect(isWithin(site, site)).toBe(true);
    expect(isWithin(`${site}-two`, site)).toBe(false);
  });

  it("ends in the resource's name", ({ expect }) => {
    expect(lastName(site)).toBe("raptor");
  });
});
