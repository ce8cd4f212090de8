import type { Provider } from "../settings.ts";

/** WWW-Authenticate of a 401: blanks between the parameters, no commas. contract: easyauth 2.1 */
export function challenge(host: string, provider: Provider | undefined): string | undefined {
  if (!provider?.challenge || !provider.issuer) return undefined;
  const authorize = provider.issuer.issuer.replace(/\/v2\.0$/, "/oauth2/v2.0/authorize");
  return `Bearer realm="${host}" authorization_uri="${authorize}" resource_id="${provider.clientId}"`;
}
