import { describe, it } from "vitest";
import { packageSchema, sdkProperties } from "./package-schema.ts";

describe("what the SDK says of a resource type", () => {
  it("are its inputs and outputs, in a module of their own or not", ({ expect }) => {
    const group = sdkProperties("azure-native:resources:ResourceGroup");
    expect(group.inputs).toEqual(["location", "managedBy", "resourceGroupName", "tags"]);
    expect(group.outputs).toEqual(expect.arrayContaining(["location", "name", "type"]));
    const uri = sdkProperties("azuread:index/applicationIdentifierUri:ApplicationIdentifierUri");
    expect(uri.inputs).toEqual(["applicationId", "identifierUri"]);
  });

  it("is nothing for a type that it does not have", ({ expect }) => {
    expect(() => sdkProperties("azure-native:web:Nothing")).toThrow("nothing.js");
  });
});

describe("the schema of a package", () => {
  const types = ["azure-native:web:WebApp", "azuread:index/application:Application"];
  const schema = JSON.parse(packageSchema({ name: "azure-native", version: "3.28.0", types })) as {
    readonly meta: { readonly moduleFormat: string };
    readonly resources: Readonly<
      Record<string, { readonly inputProperties: object; readonly properties: object }>
    >;
  };

  it("has each resource type with its properties", ({ expect }) => {
    expect(Object.keys(schema.resources)).toEqual(types);
    const site = schema.resources["azure-native:web:WebApp"];
    expect(site?.inputProperties).toMatchObject({ siteConfig: { $ref: "pulumi.json#/Any" } });
    expect(site?.inputProperties).not.toHaveProperty("defaultHostName");
    expect(site?.properties).toHaveProperty("defaultHostName");
  });

  it("finds the module in a type's token", ({ expect }) => {
    const format = new RegExp(`^${schema.meta.moduleFormat}$`);
    expect(types.map((type) => format.exec(type.split(":")[1] ?? "")?.[1])).toEqual(["web", "index"]);
  });
});
