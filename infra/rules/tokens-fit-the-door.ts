import { ofType, type Finding, type Graph } from "./graph.ts";
import { applicationWith, identifiersOf } from "./registrations.ts";
import { AAD, AUTH_SETTINGS } from "./sites.ts";
import { at, textAt, textsAt } from "./values.ts";

/** Anything but one tenant's issuer turns the check of issuer and tenant off. contract: easyauth 1.3 */
const TENANT_ISSUER = /^https:\/\/(sts\.windows\.net|login\.microsoftonline\.com)\/[0-9a-f-]{36}\/v2\.0$/;

/** Issuer and audiences of each site are those of the tokens that its own registration's callers get. */
export function tokensFitTheDoor(graph: Graph): readonly Finding[] {
  return ofType(graph, ...AUTH_SETTINGS).flatMap((resource) => {
    const { inputs } = resource;
    const clientId = textAt(inputs, `${AAD}.registration.clientId`) ?? "";
    const application = applicationWith(graph, clientId);
    if (!application) {
      return [{ resource, message: `name the client id ${clientId}, which no declared registration has` }];
    }
    const problems = [];
    const issuer = textAt(inputs, `${AAD}.registration.openIdIssuer`) ?? "";
    if (!TENANT_ISSUER.test(issuer))
      problems.push(`have the issuer ${issuer}, which is not one tenant's v2.0 issuer`);
    if (at(application.inputs, "api.requestedAccessTokenVersion") !== 2) {
      problems.push("expect v2 tokens, but the registration does not ask for version 2");
    }
    const own = new Set([clientId, `api://${clientId}`, ...identifiersOf(graph, application)]);
    for (const audience of textsAt(inputs, `${AAD}.validation.allowedAudiences`)) {
      if (!own.has(audience))
        problems.push(`accept the audience ${audience}, which is not the registration's`);
    }
    return problems.map((message) => ({ resource, message }));
  });
}
