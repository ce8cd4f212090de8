import { assetsAreRelative } from "./assets-are-relative.ts";
import { basicPublishingOff } from "./basic-publishing-off.ts";
import { browsersCanSignIn } from "./browsers-can-sign-in.ts";
import { callersAreAllowed } from "./callers-are-allowed.ts";
import { childrenCarryTheirParentsName } from "./children-carry-their-parents-name.ts";
import { codeIsBehindTheDoor } from "./code-is-behind-the-door.ts";
import { credentialSettingsExist } from "./credential-settings-exist.ts";
import { freePlansStayFree } from "./free-plans-stay-free.ts";
import { ftpsOff } from "./ftps-off.ts";
import { grantsAreUnique } from "./grants-are-unique.ts";
import type { Graph, Rule } from "./graph.ts";
import { httpsOnly } from "./https-only.ts";
import { identifierUrisAreKept } from "./identifier-uris-are-kept.ts";
import { linuxIsReserved } from "./linux-is-reserved.ts";
import { locksGoWithTheirSite } from "./locks-go-with-their-site.ts";
import { loginScopesExist } from "./login-scopes-exist.ts";
import { minimumTls } from "./minimum-tls.ts";
import { noEmptyLists } from "./no-empty-lists.ts";
import { packageReadersHaveARole } from "./package-readers-have-a-role.ts";
import { packagesSwapSafely } from "./packages-swap-safely.ts";
import { principalsGoBeforeUris } from "./principals-go-before-uris.ts";
import { redirectUrisAreOurs } from "./redirect-uris-are-ours.ts";
import { secretsStaySecret } from "./secrets-stay-secret.ts";
import { siteConfigIsPlain } from "./site-config-is-plain.ts";
import { sitesAreAuthenticated } from "./sites-are-authenticated.ts";
import { tokensFitTheDoor } from "./tokens-fit-the-door.ts";

/** Every rule for a program that declares sites behind App Service authentication. */
export const RULES: readonly Rule[] = [
  sitesAreAuthenticated,
  codeIsBehindTheDoor,
  locksGoWithTheirSite,
  noEmptyLists,
  httpsOnly,
  minimumTls,
  ftpsOff,
  basicPublishingOff,
  credentialSettingsExist,
  redirectUrisAreOurs,
  browsersCanSignIn,
  tokensFitTheDoor,
  loginScopesExist,
  callersAreAllowed,
  siteConfigIsPlain,
  secretsStaySecret,
  grantsAreUnique,
  principalsGoBeforeUris,
  identifierUrisAreKept,
  packagesSwapSafely,
  packageReadersHaveARole,
  assetsAreRelative,
  freePlansStayFree,
  linuxIsReserved,
  childrenCarryTheirParentsName,
];

/** What the rules object to, one line each: "httpsOnly: frontend-site does not have httpsOnly". */
export function objections(graph: Graph, rules: readonly Rule[] = RULES): readonly string[] {
  return rules.flatMap((rule) =>
    rule(graph).map(({ resource, message }) => `${rule.name}: ${resource.name} ${message}`),
  );
}
