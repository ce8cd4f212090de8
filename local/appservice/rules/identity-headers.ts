/**
 * Whether only the platform may set this header. Which ones Azure strips is not published; these are all that carry
 * an identity, also with "_" for "-", which some servers take for the same. contract: easyauth 4.1
 */
export function isIdentityHeader(name: string): boolean {
  return /^x-ms-(client-principal|token-)|^x-zumo-auth$/.test(name.toLowerCase().replaceAll("_", "-"));
}
