import type { Application, DirectoryState } from "../directory/state.ts";
import { matchPassword } from "../directory/passwords.ts";
import { findClient } from "./authorize-request.ts";
import type { ClientProof } from "./claims.ts";
import type { Fields } from "./http.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { credentialMissing, requestMalformed, secretExpired, secretWrong } from "./token-refusals.ts";

export type AuthenticatedClient = { readonly client: Application; readonly proof: ClientProof };

export type ClientCredentials = {
  readonly clientId: string | undefined;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
};

/** From the form, or from the Authorization header; never from both. contract: entra B5 */
export function readClientCredentials(
  form: Fields,
  authorization: string | undefined,
): ClientCredentials | Refusal {
  if (authorization === undefined) {
    return {
      clientId: form["client_id"],
      secret: form["client_secret"],
      assertion: form["client_assertion"],
    };
  }
  const [scheme = "", encoded = ""] = authorization.split(" ");
  const [clientId, secret] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s, 2);
  if (scheme.toLowerCase() !== "basic" || clientId === undefined || secret === undefined) {
    return requestMalformed("the Authorization header is not HTTP Basic");
  }
  try {
    return { clientId: decodeFormValue(clientId), secret: decodeFormValue(secret), assertion: undefined };
  } catch {
    return requestMalformed("client id and secret in the Authorization header are not form-encoded");
  }
}

/** Secrets only; assertions are checked by whoever can verify a signature. */
export function authenticateBySecret(
  state: DirectoryState,
  credentials: ClientCredentials,
  now: Date,
): AuthenticatedClient | Refusal {
  const client = findClient(state, credentials.clientId);
  if (isRefusal(client)) return client;
  if (credentials.secret === undefined || credentials.secret === "") return credentialMissing();
  switch (matchPassword(client, credentials.secret, now)) {
    case "valid":
      return { client, proof: "1" };
    case "expired":
      return secretExpired(client);
    case "wrong":
      return secretWrong(client);
  }
}

function decodeFormValue(value: string): string {
  return decodeURIComponent(value.replaceAll("+", " "));
}
