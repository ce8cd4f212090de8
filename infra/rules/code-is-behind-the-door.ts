import { isAfter, ofType, type Finding, type Graph, type Resource } from "./graph.ts";
import {
  APP_SETTINGS,
  AUTH_SETTINGS,
  FTP_ALLOWED,
  SCM_ALLOWED,
  SITE,
  configurationOf,
  siteOf,
} from "./sites.ts";
import { listAt } from "./values.ts";

/**
 * No moment exists in which the code answers without authentication, or could be overwritten with a password: the app
 * settings, which mount it, wait for the auth settings and the publishing policies of their site. Settings inside the
 * site would come with it, before any lock. contract: pulumi 3.2
 */
export function codeIsBehindTheDoor(graph: Graph): readonly Finding[] {
  const early = ofType(graph, APP_SETTINGS).flatMap((resource) =>
    missingLocks(graph, resource).map((lock) => ({
      resource,
      message: `can mount the code before ${lock} is there`,
    })),
  );
  const inside = ofType(graph, SITE)
    .filter(({ inputs }) => listAt(inputs, "siteConfig.appSettings").length > 0)
    .map((resource) => ({
      resource,
      message: "has siteConfig.appSettings, which come before its auth settings",
    }));
  return [...early, ...inside];
}

function missingLocks(graph: Graph, settings: Resource): readonly string[] {
  const site = siteOf(graph, settings);
  if (!site) return ["its site"];
  const doors = configurationOf(graph, site, ...AUTH_SETTINGS);
  if (doors.length === 0) return ["any lock"];
  return [...doors, ...configurationOf(graph, site, FTP_ALLOWED, SCM_ALLOWED)]
    .filter((lock) => !isAfter(graph, settings, lock))
    .map(({ name }) => name);
}
