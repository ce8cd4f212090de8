import { nameOf, typeOf } from "../provider/provider.ts";
import type { Alias } from "./registration.ts";
import { createUrn, qualifiedTypeOf, STACK_TYPE } from "./urn.ts";

export type AliasScope = {
  readonly stack: string;
  readonly project: string;
  /** the old URN of a resource that this run found by an alias */
  readonly oldUrnOf: (urn: string) => string | undefined;
};

/**
 * All URNs a resource may have had: its own aliases, and what follows from a parent that was itself found by an alias
 * (with the parent's old type, and its old name where the child's name starts with the parent's).
 */
export function aliasUrns(
  name: string,
  type: string,
  parent: string | undefined,
  aliases: readonly Alias[],
  scope: AliasScope,
): readonly string[] {
  const own = aliases.map((alias) => urnOfAlias(name, type, parent, alias, scope));
  const oldParent = parent === undefined ? undefined : scope.oldUrnOf(parent);
  if (parent === undefined || oldParent === undefined) return [...new Set(own)];
  const children = [{ type, name }, ...own.map((urn) => ({ type: typeOf(urn), name: nameOf(urn) }))];
  const inherited = children.map((child) => {
    const parentName = nameOf(parent);
    const childName = child.name.startsWith(parentName)
      ? nameOf(oldParent) + child.name.slice(parentName.length)
      : child.name;
    return createUrn(scope.stack, scope.project, oldParent, child.type, childName);
  });
  return [...new Set([...own, ...inherited])];
}

function urnOfAlias(
  name: string,
  type: string,
  ownParent: string | undefined,
  alias: Alias,
  scope: AliasScope,
): string {
  if (alias.urn !== undefined) return alias.urn;
  const parent = alias.parent === undefined ? ownParent : (scope.oldUrnOf(alias.parent) ?? alias.parent);
  const top = alias.noParent || parent === undefined || qualifiedTypeOf(parent) === STACK_TYPE;
  return createUrn(
    alias.stack ?? scope.stack,
    alias.project ?? scope.project,
    top ? undefined : parent,
    alias.type ?? type,
    alias.name ?? name,
  );
}
