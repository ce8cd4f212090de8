import { ofType, type Finding, type Graph } from "./graph.ts";
import { applicationWith } from "./registrations.ts";
import { AAD, AUTH_SETTINGS, hostOf, siteOf } from "./sites.ts";
import { at, textAt, textsAt } from "./values.ts";

/** A site that sends browsers to sign in has a registration that sends them back, with an ID token. contract: entra A4 */
export function browsersCanSignIn(graph: Graph): readonly Finding[] {
  return ofType(graph, ...AUTH_SETTINGS)
    .filter(
      ({ inputs }) => at(inputs, "globalValidation.unauthenticatedClientAction") === "RedirectToLoginPage",
    )
    .flatMap((resource) => {
      const clientId = textAt(resource.inputs, `${AAD}.registration.clientId`);
      const application = applicationWith(graph, clientId);
      const site = siteOf(graph, resource);
      if (!application || !site)
        return [{ resource, message: "belong to no declared site and registration" }];
      const prefix = textAt(resource.inputs, "httpSettings.routes.apiPrefix") ?? "/.auth";
      const callback = `https://${hostOf(site)}${prefix}/login/aad/callback`;
      const problems = [];
      if (!textsAt(application.inputs, "web.redirectUris").includes(callback)) {
        problems.push(`does not have the redirect URI ${callback} (AADSTS50011)`);
      }
      if (at(application.inputs, "web.implicitGrant.idTokenIssuanceEnabled") !== true) {
        problems.push("does not issue ID tokens (AADSTS700054)");
      }
      return problems.map((message) => ({ resource: application, message }));
    });
}
