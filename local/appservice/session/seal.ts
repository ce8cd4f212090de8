import { createHash, randomBytes } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

/** Encrypts and authenticates what the browser keeps for the site. */
export type Seal = {
  readonly seal: (kind: string, value: unknown) => Promise<string>;
  /** undefined: not sealed by this site, or not for this kind */
  readonly open: (kind: string, sealed: string) => Promise<unknown>;
};

export function createSeal(key: Uint8Array): Seal {
  return {
    async seal(kind, value) {
      return new CompactEncrypt(Buffer.from(JSON.stringify(value)))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: kind })
        .encrypt(key);
    },

    async open(kind, sealed) {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
        });
        return protectedHeader.typ === kind ? JSON.parse(Buffer.from(plaintext).toString()) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** 32 bytes: 64 hex digits as they are, anything else hashed; without a declared key, random ones. contract: easyauth 1.6 */
export function keyFrom(declared: string | undefined): Uint8Array {
  if (!declared) return randomBytes(32);
  return /^[0-9a-f]{64}$/i.test(declared)
    ? Buffer.from(declared, "hex")
    : createHash("sha256").update(declared).digest();
}
