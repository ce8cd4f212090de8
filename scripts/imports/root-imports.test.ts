import { describe, it } from "vitest";
import { withRootImports } from "./root-imports.ts";

describe("the same program with root imports", () => {
  it("names each class, function and type by way of the SDK's root", ({ expect }) => {
    const source = [
      'import { WebApp } from "@pulumi/azure-native/web/webApp.js";',
      'import { getClientConfigOutput } from "@pulumi/azuread/getClientConfig.js";',
      'import { Application, type ApplicationArgs } from "@pulumi/azuread/application.js";',
      "",
    ].join("\n");
    expect(withRootImports(source).split("\n")).toEqual([
      'import * as azure_native from "@pulumi/azure-native";',
      'import * as azuread from "@pulumi/azuread";',
      "const WebApp = azure_native.web.WebApp; type WebApp = azure_native.web.WebApp;",
      "const getClientConfigOutput = azuread.getClientConfigOutput;",
      "const Application = azuread.Application; type Application = azuread.Application; type ApplicationArgs = azuread.ApplicationArgs;",
      "",
    ]);
  });

  it("leaves every other module as it is", ({ expect }) => {
    const source = 'import { output } from "@pulumi/pulumi";\nimport { Site } from "./site.ts";\n';
    expect(withRootImports(source)).toBe(source);
  });
});
