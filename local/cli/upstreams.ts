import { UserError } from "./user-error.ts";

/** An --upstream that no site takes is a slip of the hand: say so instead of running the package in silence. */
export function refuseUnknownUpstreams(
  upstreams: Readonly<Record<string, string>>,
  sites: readonly { readonly name: string }[],
): void {
  const known = sites.map((site) => site.name);
  for (const [site, url] of Object.entries(upstreams)) {
    if (known.includes(site)) continue;
    throw new UserError(
      `--upstream '${site}=${url}': the program declares no site of that name, only ${known.join(", ") || "none at all"}`,
    );
  }
}
