export const STACK_TYPE = "pulumi:pulumi:Stack";

/** urn:pulumi:<stack>::<project>::<the parents' types, joined by $>$<type>::<name>; the stack is no part of the chain. */
export function createUrn(
  stack: string,
  project: string,
  parent: string | undefined,
  type: string,
  name: string,
): string {
  const chain = parent === undefined ? "" : qualifiedTypeOf(parent);
  const qualified = chain === "" || chain === STACK_TYPE ? type : `${chain}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The type with the types of all parents before it: "my:Site$azure-native:web:WebApp". */
export function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** "azure-native:web:WebApp" -> "azure-native", "pulumi:providers:azuread" -> "pulumi" */
export function packageOf(type: string): string {
  return type.split(":")[0] ?? "";
}
