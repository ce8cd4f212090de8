import { randomBytes } from "node:crypto";
import type { Adapter } from "oidc-provider";
import { publishedApplication } from "../directory/published-application.ts";
import type { DirectoryState } from "../directory/state.ts";
import { MemoryStore } from "./memory-store.ts";

/**
 * What the library needs to believe a token request: clients prove who they are to us, and we vouch for them. Never
 * leaves this process.
 */
export const VOUCHED = { client_secret: randomBytes(32).toString("base64url") };

/** Applications come and go while the service runs, so the library asks the directory each time. contract: entra C1.10 */
export function clientStore(state: DirectoryState): Adapter {
  const store = new MemoryStore();
  store.find = async (clientId) => {
    if (!publishedApplication(state, clientId)) return undefined;
    return {
      client_id: clientId,
      ...VOUCHED,
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["authorization_code", "refresh_token", "client_credentials", "implicit"],
      response_types: ["code", "code id_token", "id_token"],
      // never used: redirectUriAllowed reads the declaration. The library wants one, and no localhost. contract: entra C1.9
      redirect_uris: ["https://declared.invalid/"],
      subject_type: "pairwise",
    };
  };
  return store;
}
