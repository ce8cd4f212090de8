import { createHash } from "node:crypto";
import { SignJWT, jwtVerify } from "jose";
import { restsOn, type Session } from "./session.ts";
import { createSeal, keyFrom, type Seal } from "./seal.ts";
import type { Tokens } from "./tokens.ts";
import type { Provider } from "../settings.ts";

/**
 * A site's sessions and tokens. Lives as long as the site, so that people stay signed in while its declaration changes.
 * Keys are random per site unless the app settings bring their own. contract: easyauth 1.6
 */
export class SessionKeeper {
  readonly #randomKeys = { encryption: keyFrom(undefined), signing: keyFrom(undefined) };
  #seal: Seal = createSeal(this.#randomKeys.encryption);
  #signingKey: Uint8Array = this.#randomKeys.signing;
  readonly #tokens = new Map<string, { readonly tokens: Tokens; readonly forgetAt: number }>();
  /** ids of sessions that were signed out, so that a copied cookie is worthless, with the time to forget them */
  readonly #signedOut = new Map<string, number>();
  /** nonces that a sign-in has used up */
  readonly #usedNonces = new Map<string, number>();

  useKeys(appSettings: Readonly<Record<string, string>>): void {
    const encryption = appSettings["WEBSITE_AUTH_ENCRYPTION_KEY"];
    const signing = appSettings["WEBSITE_AUTH_SIGNING_KEY"];
    this.#seal = createSeal(encryption ? keyFrom(encryption) : this.#randomKeys.encryption);
    this.#signingKey = signing ? keyFrom(signing) : this.#randomKeys.signing;
  }

  seal(kind: string, value: unknown): Promise<string> {
    return this.#seal.seal(kind, value);
  }

  open(kind: string, sealed: string): Promise<unknown> {
    return this.#seal.open(kind, sealed);
  }

  /** The session in a sealed cookie. `graceMs`: how long after its end it still counts. */
  async read(sealed: string, provider: Provider, now: number, graceMs = 0): Promise<Session | string> {
    const session = (await this.#seal.open("session", sealed)) as Session | undefined;
    if (!session) return "the session cookie is not one of this site's";
    if (session.basis !== restsOn(provider)) {
      return "the session was signed in with another registration or issuer than the one that is declared now";
    }
    if (this.#signedOut.has(session.id)) return "the session was signed out";
    if (now >= session.expires + graceMs)
      return `the session ended at ${new Date(session.expires).toISOString()}`;
    return session;
  }

  /** The token for X-ZUMO-AUTH: signed by the site, with the sealed session inside. contract: easyauth 2.4 */
  async authenticationToken(session: Session, origin: string): Promise<string> {
    return new SignJWT({ idp: "aad", session: await this.seal("session", session) })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setSubject(`sid:${sessionIdHash(session)}`)
      .setIssuer(`${origin}/`)
      .setAudience(`${origin}/`)
      .setIssuedAt()
      .setExpirationTime(new Date(session.expires))
      .sign(this.#signingKey);
  }

  async readAuthenticationToken(token: string): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#signingKey, { algorithms: ["HS256"] });
      return typeof payload["session"] === "string" ? payload["session"] : undefined;
    } catch {
      return undefined;
    }
  }

  tokensOf(session: Session): Tokens | undefined {
    return this.#tokens.get(session.id)?.tokens;
  }

  keepTokens(session: Session, tokens: Tokens, graceMs: number): void {
    this.#tokens.set(session.id, { tokens, forgetAt: session.expires + graceMs });
  }

  signOut(session: Session, graceMs: number): void {
    this.#tokens.delete(session.id);
    this.#signedOut.set(session.id, session.expires + graceMs);
  }

  /** Whether this is the nonce's first use; a second one is a replay. */
  useNonce(nonce: string, forgetAt: number): boolean {
    if (this.#usedNonces.has(nonce)) return false;
    this.#usedNonces.set(nonce, forgetAt);
    return true;
  }

  /** Drops what no valid cookie can refer to any more. */
  forget(now: number): void {
    for (const [id, { forgetAt }] of this.#tokens) if (now >= forgetAt) this.#tokens.delete(id);
    for (const [id, forgetAt] of this.#signedOut) if (now >= forgetAt) this.#signedOut.delete(id);
    for (const [nonce, forgetAt] of this.#usedNonces) if (now >= forgetAt) this.#usedNonces.delete(nonce);
  }
}

/** The id a client may see is not the one that finds the tokens. */
export function sessionIdHash(session: Session): string {
  return createHash("sha256").update(session.id).digest("hex").slice(0, 32);
}
