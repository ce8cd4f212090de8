/** Ends the session here and at Microsoft Entra ID, on a page that says so. contract: easyauth 2.7 */
export const signOutPath = "/.auth/logout";

/** Signs in (again, if need be) and comes back to a path of this site. contract: easyauth 2.2 */
export function signInPath(returnTo: string): string {
  return `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(returnTo)}`;
}
