import { MICROSOFT_GRAPH, MICROSOFT_GRAPH_APPLICATION } from "../directory/microsoft-graph.ts";
import { publishedApplication } from "../directory/published-application.ts";
import {
  findServicePrincipalByClientId,
  type Application,
  type DirectoryState,
  type Scope,
  type ServicePrincipal,
} from "../directory/state.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { parameterMissing, resourceUnknown, scopeInvalid, scopeUnknown } from "./refusals.ts";

const OIDC_SCOPES = ["openid", "profile", "email", "offline_access"] as const;

/** What a request asks of one resource. */
export type RequestedResource = {
  readonly application: Application;
  readonly principal: ServicePrincipal;
  /** as the request wrote the resource: "api://1a2b…", a client id, or Graph's URI */
  readonly name: string;
  /** the named scopes; empty with `.default` */
  readonly scopes: readonly Scope[];
  /** the scope strings as the request wrote them */
  readonly texts: readonly string[];
  /** `<resource>/.default` was asked for */
  readonly isDefault: boolean;
};

export type RequestedScopes = {
  readonly oidc: readonly string[];
  /** Never empty: what is asked without a resource is asked of Microsoft Graph. contract: entra B4 */
  readonly resources: readonly [RequestedResource, ...RequestedResource[]];
};

export function readScopes(
  state: DirectoryState,
  client: Application,
  scope: string | undefined,
): RequestedScopes | Refusal {
  const texts = [...new Set(scope?.split(" ").filter((text) => text !== ""))];
  if (texts.length === 0) return parameterMissing("scope");
  const oidc = texts.filter(isOidcScope);
  const resources: RequestedResource[] = [];
  for (const text of texts.filter((candidate) => !isOidcScope(candidate))) {
    const found = readResourceScope(state, client, text);
    if (isRefusal(found)) return found;
    const index = resources.findIndex((other) => other.application.clientId === found.application.clientId);
    const known = resources[index];
    if (known) resources[index] = merge(known, found);
    else resources.push(found);
  }
  for (const resource of resources) {
    if (resource.isDefault && (resource.scopes.length > 0 || resources.length > 1)) {
      return scopeInvalid(texts.join(" "), ".default scope can't be combined with resource-specific scopes.");
    }
  }
  const [first, ...rest] = resources;
  return { oidc, resources: first ? [first, ...rest] : [graph(state, [], [])] };
}

export function isOidcScope(text: string): boolean {
  return (OIDC_SCOPES as readonly string[]).includes(text);
}

function readResourceScope(
  state: DirectoryState,
  client: Application,
  text: string,
): RequestedResource | Refusal {
  const slash = text.lastIndexOf("/");
  const value = text.slice(slash + 1);
  const name = slash === -1 ? MICROSOFT_GRAPH : text.slice(0, slash);
  const application = findResource(state, name);
  const principal = application && findServicePrincipalByClientId(state, application.clientId);
  if (!application || !principal) return resourceUnknown(name, state);
  const found = { application, principal, name, texts: [text] };
  if (value === ".default") return { ...found, scopes: [], isDefault: true };
  const scope = application.manifest.scopes.find(
    (published) => published.value === value && published.enabled,
  );
  if (!scope) return scopeUnknown(client, value, application);
  return { ...found, scopes: [scope], isDefault: false };
}

/** By identifier URI or by client id. */
function findResource(state: DirectoryState, name: string): Application | undefined {
  for (const application of [...state.applications.values(), MICROSOFT_GRAPH_APPLICATION]) {
    if (application.identifierUris.includes(name)) return application;
  }
  return publishedApplication(state, name);
}

function graph(state: DirectoryState, scopes: readonly Scope[], texts: readonly string[]): RequestedResource {
  const principal = findServicePrincipalByClientId(state, MICROSOFT_GRAPH);
  if (!principal) throw new Error("every tenant has the service principal of Microsoft Graph");
  return {
    application: MICROSOFT_GRAPH_APPLICATION,
    principal,
    name: MICROSOFT_GRAPH,
    scopes,
    texts,
    isDefault: false,
  };
}

function merge(known: RequestedResource, more: RequestedResource): RequestedResource {
  return {
    ...known,
    scopes: [...known.scopes, ...more.scopes],
    texts: [...known.texts, ...more.texts],
    isDefault: known.isDefault || more.isDefault,
  };
}
