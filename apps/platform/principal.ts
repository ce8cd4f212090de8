/** One claim as App Service passes it on: `typ` is the token's own name or a mapped URI. contract: easyauth 4.2 */
export type Claim = { readonly typ: string; readonly val: string };

/** The caller that the platform authenticated. */
export type Principal = {
  readonly claims: readonly Claim[];
  /** which `typ` holds the name of the caller; undefined when the platform does not say */
  readonly nameType: string | undefined;
};

/**
 * Reads the X-MS-CLIENT-PRINCIPAL header: Base64 of UTF-8 JSON. contract: easyauth 4.1, 4.2
 * @returns undefined when the header is anything else. Single entries that are no claims are left out.
 */
export function parsePrincipal(header: string): Principal | undefined {
  const value = decode(header);
  if (typeof value !== "object" || value === null) return undefined;
  const { claims, name_typ: nameType } = value as { claims?: unknown; name_typ?: unknown };
  if (!Array.isArray(claims)) return undefined;
  return {
    claims: claims.filter((entry) => isClaim(entry)),
    nameType: typeof nameType === "string" ? nameType : undefined,
  };
}

function decode(header: string): unknown {
  try {
    const bytes = Buffer.from(header, "base64");
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isClaim(entry: unknown): entry is Claim {
  if (typeof entry !== "object" || entry === null) return false;
  const { typ, val } = entry as { typ?: unknown; val?: unknown };
  return typeof typ === "string" && typeof val === "string";
}
