import { createHmac, timingSafeEqual } from "node:crypto";

/** A shared access signature for one blob or one container, field by field. */
export type ServiceSas = {
  readonly version: string;
  /** b: one blob, c: one container */
  readonly resource: string;
  readonly permissions: string;
  readonly start: string;
  readonly expiry: string;
  readonly protocols: string;
  readonly ip: string;
  readonly identifier: string;
  readonly cacheControl: string;
  readonly contentDisposition: string;
  readonly contentEncoding: string;
  readonly contentLanguage: string;
  readonly contentType: string;
};

const parameters: Readonly<Record<keyof ServiceSas, string>> = {
  version: "sv",
  resource: "sr",
  permissions: "sp",
  start: "st",
  expiry: "se",
  protocols: "spr",
  ip: "sip",
  identifier: "si",
  cacheControl: "rscc",
  contentDisposition: "rscd",
  contentEncoding: "rsce",
  contentLanguage: "rscl",
  contentType: "rsct",
};

/** The token as a query string; nothing in it depends on the clock or on chance. */
export function signSas(sas: ServiceSas, canonicalizedResource: string, key: string): string {
  const query = new URLSearchParams();
  for (const [field, parameter] of Object.entries(parameters)) {
    const value = sas[field as keyof ServiceSas];
    if (value !== "") query.set(parameter, value);
  }
  query.set("sig", signature(sas, canonicalizedResource, key));
  return query.toString();
}

export function readSas(query: URLSearchParams): ServiceSas {
  return Object.fromEntries(
    Object.entries(parameters).map(([field, parameter]) => [field, query.get(parameter) ?? ""]),
  ) as ServiceSas;
}

/** The storage service's own words for why a token does not open this resource now; undefined when it does. */
export function sasProblem(
  query: URLSearchParams,
  resource: { readonly account: string; readonly container: string; readonly blob: string },
  key: string,
  now: Date,
): string | undefined {
  const sas = readSas(query);
  const container = `/blob/${resource.account}/${resource.container}`;
  const signed = new Map([
    ["b", `${container}/${resource.blob}`],
    ["c", container],
  ]).get(sas.resource);
  if (signed === undefined) return `${authenticationFailed} sr is neither b nor c.`;
  if (!sameText(query.get("sig") ?? "", signature(sas, signed, key))) {
    return `${authenticationFailed} Signature did not match.`;
  }
  if (!within(sas, now)) {
    return (
      `${authenticationFailed} Signature not valid in the specified time frame: ` +
      `Start [${sas.start}] - Expiry [${sas.expiry}] - Current [${now.toUTCString()}]`
    );
  }
  if (!sas.permissions.includes("r")) {
    return "403 AuthorizationPermissionMismatch: This request is not authorized to perform this operation using this permission.";
  }
  return undefined;
}

const authenticationFailed =
  "403 AuthenticationFailed: Server failed to authenticate the request. Make sure the value of Authorization header " +
  "is formed correctly including the signature.";

function within(sas: ServiceSas, now: Date): boolean {
  const start = sas.start === "" ? Number.NEGATIVE_INFINITY : Date.parse(sas.start);
  return start <= now.getTime() && now.getTime() < Date.parse(sas.expiry);
}

/** HMAC-SHA256 over the fields in the order of the service's version 2015-04-05. */
function signature(sas: ServiceSas, canonicalizedResource: string, key: string): string {
  const text = [
    sas.permissions,
    sas.start,
    sas.expiry,
    canonicalizedResource,
    sas.identifier,
    sas.ip,
    sas.protocols,
    sas.version,
    sas.cacheControl,
    sas.contentDisposition,
    sas.contentEncoding,
    sas.contentLanguage,
    sas.contentType,
  ].join("\n");
  return createHmac("sha256", Buffer.from(key, "base64")).update(text, "utf8").digest("base64");
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
