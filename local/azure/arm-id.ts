import type { Properties } from "../provider/values.ts";

/**
 * Resource ids are made from, and taken apart by, the path templates of Azure's REST API:
 * "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Web/sites/{name}".
 */
export function formatId(template: string, values: Properties): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== "string") throw new Error(`${template} needs '${name}'`);
    return value;
  });
}

/** The values of the template's parts, or undefined when the id is of another kind. */
export function parseId(template: string, id: string): Readonly<Record<string, string>> | undefined {
  // a scope is itself an id, and a blob's name may hold slashes
  const pattern = template
    .replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === "scope" || name === "blobName" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
    );
  return new RegExp(`^${pattern}$`, "i").exec(id)?.groups;
}

/** What the state looks a resource up by: ids ignore case, but the names of blobs do not. */
export function idKey(id: string): string {
  const [container, ...blob] = id.split(/(\/blobs\/)/i);
  return `${(container ?? "").toLowerCase()}${blob.join("")}`;
}

/** "myPlan" of ".../serverfarms/myPlan" */
export function lastName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** Whether `id` is the resource `ancestor` or lies below it. */
export function isWithin(id: string, ancestor: string): boolean {
  return `${idKey(id)}/`.startsWith(`${idKey(ancestor)}/`);
}
