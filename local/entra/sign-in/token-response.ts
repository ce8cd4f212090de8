import { splitScopeText } from "./internal-scopes.ts";

export type TokenResponse = {
  readonly token_type: string;
  readonly scope?: string;
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
};

/**
 * oidc-provider's answer in Entra's fields. `granted`: scope values that `.default` stood for; undefined for an
 * app-only token, whose answer has no `scope`. contract: entra B5
 */
export function tokenResponse(
  issued: Omit<TokenResponse, "ext_expires_in">,
  granted: readonly string[] | undefined,
): TokenResponse {
  const { scope, access_token, refresh_token, id_token, expires_in } = issued;
  return {
    token_type: "Bearer",
    ...(granted === undefined || scope === undefined ? {} : { scope: fullScope(scope, granted) }),
    expires_in,
    ext_expires_in: expires_in,
    access_token,
    ...(refresh_token === undefined ? {} : { refresh_token }),
    ...(id_token === undefined ? {} : { id_token }),
  };
}

/** `.default` comes back together with what it stood for. */
function fullScope(scope: string, granted: readonly string[]): string {
  const texts = scope.split(" ").flatMap((text) => {
    const { name, value } = splitScopeText(text);
    return value === ".default" ? [...granted.map((other) => `${name}/${other}`), text] : [text];
  });
  return [...new Set(texts)].join(" ");
}
