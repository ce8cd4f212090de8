import { createHash, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { JWK } from "jose";

export type SigningKey = {
  readonly kid: string;
  /** private */
  readonly jwk: JWK & { readonly kid: string };
  readonly publicJwk: JWK;
};

/** RSA 2048, as Entra signs with. Made anew at each start, off the main thread. */
export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const publicJwk = publicKey.export({ format: "jwk" }) as JWK;
  const kid = createHash("sha256").update(`${publicJwk.n}.${publicJwk.e}`).digest("base64url").slice(0, 27);
  const named = { kid, use: "sig", alg: "RS256" };
  return {
    kid,
    jwk: { ...(privateKey.export({ format: "jwk" }) as JWK), ...named },
    publicJwk: { ...publicJwk, ...named },
  };
}
