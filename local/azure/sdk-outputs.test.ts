import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { azureHandlers } from "./azure-provider.ts";
import { createTestAzure } from "./test-azure.ts";

const require = createRequire(import.meta.url);
const alsoAnswered = new Set(["accountName", "blobName", "containerName", "resourceGroupName"]);

/** The outputs that the SDK's class reads back, and its API version: the SDK is the oracle. */
function sdkClass(type: string) {
  const [, module = "", className = ""] = type.split(":");
  const file = `@pulumi/azure-native/${module}/${className.charAt(0).toLowerCase()}${className.slice(1)}`;
  const source = readFileSync(require.resolve(`${file}.js`), "utf8");
  const readBack = source.slice(source.indexOf("else {"));
  return {
    token: /__pulumiType = '([^']+)'/.exec(source)?.[1],
    outputs: [...readBack.matchAll(/resourceInputs\["(\w+)"\] = undefined/g)].map(([, name]) => name ?? ""),
    apiVersion: /Uses Azure REST API version (\S+?)\./.exec(source)?.[1],
  };
}

describe.each(azureHandlers(createTestAzure().arm).map((handler) => [handler.type, handler] as const))(
  "%s",
  (type, handler) => {
    it("has the SDK's type token and the SDK's outputs", () => {
      const sdk = sdkClass(type);
      expect(sdk.token).toBe(type);
      expect(handler.computed.filter((name) => !alsoAnswered.has(name)).toSorted()).toEqual(
        sdk.outputs.toSorted(),
      );
    });

    it("says the API version that the SDK's class says", () => {
      const context = {
        urn: `urn:pulumi:s::p::${type}::n`,
        name: "n",
        olds: undefined,
        suffix: "0",
        config: {},
      };
      const checked = handler.check?.({}, context);
      expect(checked?.inputs["azureApiVersion"]).toBe(sdkClass(type).apiVersion);
    });
  },
);
