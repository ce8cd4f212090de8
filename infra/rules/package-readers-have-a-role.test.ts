import { describe, it } from "vitest";
import { packageReadersHaveARole } from "./package-readers-have-a-role.ts";
import { objections } from "./rules.ts";
import { resource, sampleGraph, withDependencies, withInput } from "./sample-graph.ts";

const sample = sampleGraph();
const byIdentity = withInput(
  sample,
  "backend-settings",
  "properties.WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID",
  "identity-id",
);
const identity = resource({
  type: "azure-native:managedidentity:UserAssignedIdentity",
  name: "identity",
  id: "identity-id",
  outputs: { principalId: "identity-principal-id" },
});
const role = resource({
  type: "azure-native:authorization:RoleAssignment",
  name: "role",
  inputs: { principalId: "identity-principal-id" },
});

describe("the rule: package readers have a role", () => {
  it("objects to an identity without a role", ({ expect }) => {
    expect(objections(byIdentity, [packageReadersHaveARole])).toEqual([
      "packageReadersHaveARole: backend-settings mount a package before the site's identity may read it",
    ]);
  });

  it("objects to a role that may come too late", ({ expect }) => {
    expect(objections([...byIdentity, identity, role], [packageReadersHaveARole])).toEqual([
      "packageReadersHaveARole: backend-settings mount a package before the site's identity may read it",
    ]);
  });

  it("objects to a role of another identity", ({ expect }) => {
    expect(
      objections(
        withInput(
          withDependencies([...byIdentity, identity, role], "backend-settings", ["role"]),
          "role",
          "principalId",
          "other",
        ),
        [packageReadersHaveARole],
      ),
    ).toEqual([
      "packageReadersHaveARole: backend-settings mount a package before the site's identity may read it",
    ]);
  });

  it("accepts a role that is there before", ({ expect }) => {
    expect(
      objections(withDependencies([...byIdentity, identity, role], "backend-settings", ["role"]), [
        packageReadersHaveARole,
      ]),
    ).toEqual([]);
  });
});
