const SINGLE_CLASS = /^import (?:type )?\{([^}]*)\} from "@pulumi\/(azure-native|azuread)\/([^"]+)\.js";$/gm;

/** A module's source with every single-class import of the Azure SDKs turned into an import of the SDK's root. */
export function withRootImports(source: string): string {
  const roots = new Set<string>();
  const rewritten = source.replaceAll(SINGLE_CLASS, (_, names: string, sdk: string, path: string) => {
    const root = sdk === "azuread" ? "azuread" : "azure_native";
    roots.add(`import * as ${root} from "@pulumi/${sdk}";`);
    const [module = ""] = path.split("/");
    const namespace = root === "azuread" ? root : `${root}.${module}`;
    return names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => declaration(name, namespace))
      .join(" ");
  });
  return [...roots, rewritten].join("\n");
}

/** A class is a value and a type, a function a value, and what is imported as a type a type. */
function declaration(name: string, namespace: string): string {
  const type = name.replace(/^type /, "");
  if (name.startsWith("type ")) return `type ${type} = ${namespace}.${type};`;
  const value = `const ${name} = ${namespace}.${name};`;
  return /^[A-Z]/.test(name) ? `${value} type ${name} = ${namespace}.${name};` : value;
}
