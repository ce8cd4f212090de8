import { ofType, type Finding, type Graph } from "./graph.ts";
import { AUTH_SETTINGS, SITE, configurationOf } from "./sites.ts";
import { at, textAt } from "./values.ts";

const LOCKED = new Set(["RedirectToLoginPage", "Return401", "Return403"]);

/** Every site has auth settings, once, and they let no one in without authentication. */
export function sitesAreAuthenticated(graph: Graph): readonly Finding[] {
  return ofType(graph, SITE).flatMap((resource) => {
    const [settings, ...more] = configurationOf(graph, resource, ...AUTH_SETTINGS);
    if (!settings) return [{ resource, message: "has no auth settings: anyone gets in" }];
    if (more.length > 0) return [{ resource, message: "has auth settings twice: the last writer wins" }];
    const { inputs } = settings;
    const locked =
      at(inputs, "platform.enabled") === true &&
      at(inputs, "globalValidation.requireAuthentication") === true &&
      LOCKED.has(textAt(inputs, "globalValidation.unauthenticatedClientAction") ?? "");
    return locked ? [] : [{ resource: settings, message: "do not require authentication" }];
  });
}
