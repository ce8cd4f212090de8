import type { Finding, Graph } from "./graph.ts";
import { leaves } from "./values.ts";

const CREDENTIALS = new Set([
  "azuread:index/applicationPassword:ApplicationPassword",
  "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
  "azuread:index/applicationCertificate:ApplicationCertificate",
]);

/** For programs that prove themselves by managed identity: no secret, no password, no signed URL in the whole graph. */
export function noSecretAtAll(graph: Graph): readonly Finding[] {
  return graph.flatMap((resource) => {
    if (CREDENTIALS.has(resource.type)) return [{ resource, message: "is a secret" }];
    return (["inputs", "outputs"] as const).flatMap((side) =>
      leaves(resource[side])
        .filter(({ value, secret }) => secret || (typeof value === "string" && /[?&]sig=/.test(value)))
        .map(({ path }) => ({ resource, message: `has a secret in its ${side} at ${path}` })),
    );
  });
}
