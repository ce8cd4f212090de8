const SESSION_COOKIE = "AppServiceAuthSession";
export const NONCE_COOKIE = "Nonce";

/** contract: easyauth 2.3; SameSite=None lets the cookies survive the sign-in service's cross-site POST */
const ATTRIBUTES = "path=/; secure; HttpOnly; SameSite=None";
const CHUNK = 2000;
/** More would not fit the header of any server behind the door. */
const MOST_CHUNKS = 16;

/** The cookies of a request; of a name that comes twice the first, which is the more specific one. */
export function parseCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(";") ?? []) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals).trim();
    if (equals > 0 && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

export function setCookie(name: string, value: string): string {
  return `${name}=${value}; ${ATTRIBUTES}`;
}

/** contract: easyauth 2.3; with the attributes, without which a browser does not replace a secure cookie */
export function deleteCookie(name: string): string {
  return `${name}=deleted; ${ATTRIBUTES}; expires=Thu, 01 Jan 1970 00:00:00 GMT`;
}

/** Splits a long value over AppServiceAuthSession, AppServiceAuthSession1, … and deletes what an older one left over. */
export function setSessionCookies(
  value: string,
  present: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const chunks = value.match(new RegExp(`.{1,${CHUNK}}`, "g")) ?? [];
  if (chunks.length > MOST_CHUNKS) return undefined;
  const names = new Set(chunks.map((_, index) => chunkName(index)));
  const stale = sessionCookieNames(present).filter((name) => !names.has(name));
  return [
    ...chunks.map((chunk, index) => setCookie(chunkName(index), chunk)),
    ...stale.map((name) => deleteCookie(name)),
  ];
}

export function deleteSessionCookies(present: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([SESSION_COOKIE, ...sessionCookieNames(present)])].map((name) => deleteCookie(name));
}

export function readSessionCookie(cookies: ReadonlyMap<string, string>): string | undefined {
  let value = "";
  for (let index = 0; index < MOST_CHUNKS; index += 1) {
    const chunk = cookies.get(chunkName(index));
    if (chunk === undefined) break;
    value += chunk;
  }
  return value === "" ? undefined : value;
}

function sessionCookieNames(cookies: ReadonlyMap<string, string>): readonly string[] {
  return [...cookies.keys()].filter((name) => /^AppServiceAuthSession\d{0,2}$/.test(name));
}

function chunkName(index: number): string {
  return index === 0 ? SESSION_COOKIE : `${SESSION_COOKIE}${index}`;
}
