import type { Adapter, AdapterPayload } from "oidc-provider";

/** In memory, as long as the sign-in service runs: sessions, interactions, codes, refresh tokens. */
export class MemoryStore implements Adapter {
  readonly #entries = new Map<string, { readonly payload: AdapterPayload; readonly expiresAt: number }>();

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    this.#forgetExpired();
    // without a lifetime it stays
    const expiresAt = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
    this.#entries.set(id, { payload, expiresAt });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#entries.get(id)?.payload;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    for (const { payload } of this.#entries.values()) if (payload.uid === uid) return payload;
    return undefined;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  /** Entra does not revoke what hangs on a code that is replayed. contract: entra C2 */
  async revokeByGrantId(): Promise<void> {}

  #forgetExpired(): void {
    const now = Date.now();
    for (const [id, { expiresAt }] of this.#entries) if (expiresAt < now) this.#entries.delete(id);
  }
}
