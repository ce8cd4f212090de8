/**
 * The end of every signed URL. A constant, because a date from the clock would change the app settings, and so
 * restart the sites, on every run; and far away, because a URL that ends takes the site with it at its next restart.
 * What ends a URL early is the key it is signed with. contract: pulumi 3.7
 */
export const SIGNED_URL_END = "2100-01-01T00:00:00Z";

/**
 * The storage account's two keys take turns, generation by generation: after a rotation no site uses the other key
 * any more, so it can be renewed in the account, which ends all the URLs of the generation before.
 */
export function signingKey(generation: number): "key1" | "key2" {
  return generation % 2 === 1 ? "key1" : "key2";
}
