/**
 * Whether the User-Agent is a browser's. Azure decides by this header alone, whatever Accept says; its list is not
 * published. contract: easyauth 2.1
 */
export function isBrowser(userAgent: string | undefined): boolean {
  return /^(Mozilla|Opera)\//.test(userAgent ?? "");
}
