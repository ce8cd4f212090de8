import type { Finding, Graph } from "./graph.ts";
import { isUnknown, leaves } from "./values.ts";

/** What is marked secret somewhere stands nowhere without the mark, alone or as part of a longer text. */
export function secretsStaySecret(graph: Graph): readonly Finding[] {
  const all = graph.flatMap((resource) =>
    (["inputs", "outputs"] as const).flatMap((side) =>
      leaves(resource[side]).map((leaf) => ({ resource, side, ...leaf })),
    ),
  );
  const secrets = new Set(
    // a secret that is not known yet is no text to look for: all unknowns look alike
    all.flatMap(({ value, marked }) =>
      marked && typeof value === "string" && value !== "" && !isUnknown(value) ? [value] : [],
    ),
  );
  return all
    .filter(({ value, secret }) => !secret && typeof value === "string" && holdsOne(value, secrets))
    .map(({ resource, side, path }) => ({ resource, message: `shows a secret in its ${side} at ${path}` }));
}

function holdsOne(text: string, secrets: ReadonlySet<string>): boolean {
  return [...secrets].some((secret) => text.includes(secret));
}
