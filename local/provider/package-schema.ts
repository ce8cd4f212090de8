import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Provider } from "./provider.ts";

const { resolve } = createRequire(import.meta.url);
const ANY = { $ref: "pulumi.json#/Any" };

/**
 * As much of a package's schema as `pulumi import` needs to write the declaration of what it imported: the resource
 * types with the names of their properties, as the installed SDK has them. The types of values are left open.
 */
export function packageSchema(provider: Pick<Provider, "name" | "version" | "types">): string {
  const resources = provider.types.map((type) => {
    const { inputs, outputs } = sdkProperties(type);
    return [type, { inputProperties: withAnyValue(inputs), properties: withAnyValue(outputs) }] as const;
  });
  return JSON.stringify({
    name: provider.name,
    version: provider.version,
    // "azuread:index/application:Application" lies in the module "index", "azure-native:web:WebApp" in "web"
    meta: { moduleFormat: "([^/]*)(?:/[^/]*)?" },
    resources: Object.fromEntries(resources),
  });
}

type SdkProperties = { readonly inputs: readonly string[]; readonly outputs: readonly string[] };

/** What the constructor of the SDK's class passes on, and what the class has in the end. Throws where there is none. */
export function sdkProperties(type: string): SdkProperties {
  const [name = "", path = "", className = ""] = type.split(":");
  const module = path.split("/")[0] ?? "";
  const file = `${className.charAt(0).toLowerCase()}${className.slice(1)}.js`;
  const source = resolve(`@pulumi/${name}/${module === "index" ? "" : `${module}/`}${file}`);
  const assignments = [...readFileSync(source, "utf8").matchAll(/resourceInputs\["(\w+)"\] = (.*);/g)];
  return {
    inputs: unique(assignments.filter(([, , value = ""]) => /\bargs\b/.test(value))),
    outputs: unique(assignments),
  };
}

function unique(assignments: readonly RegExpExecArray[]): readonly string[] {
  return [...new Set(assignments.map(([, property = ""]) => property))];
}

function withAnyValue(names: readonly string[]): Readonly<Record<string, typeof ANY>> {
  return Object.fromEntries(names.map((name) => [name, ANY]));
}
