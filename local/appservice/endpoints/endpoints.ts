import type { Answer } from "../door/answer.ts";
import { authenticate } from "../door/authenticate.ts";
import { refusePrincipal } from "../door/decide.ts";
import type { Door } from "../door/door.ts";
import type { DoorRequest } from "../door/door-request.ts";
import { refusalPage, signedInPage, signedOutPage, toSite } from "../door/pages.ts";
import type { Authentication } from "../principal/principal.ts";
import { isBrowser } from "../rules/browser.ts";
import { refuse } from "../rules/refusal.ts";
import { callback } from "./callback.ts";
import { clientDirectedLogin, login } from "./login.ts";
import { logout } from "./logout.ts";
import { me } from "./me.ts";
import { refresh } from "./refresh.ts";

type Endpoint = (request: DoorRequest, door: Door) => Answer | Promise<Answer>;

/** Whether the path is the platform's: it never reaches the app. contract: easyauth 5, step 4 */
export function isBuiltIn(path: string, auth: Door["auth"]): boolean {
  const wanted = path.toLowerCase();
  const prefix = auth.prefix.toLowerCase();
  return (
    wanted === prefix || wanted.startsWith(`${prefix}/`) || auth.logoutPaths.some((own) => same(own, wanted))
  );
}

export async function builtIn(request: DoorRequest, door: Door): Promise<Answer> {
  const methods = endpointsAt(request.path, door.auth);
  const browser = isBrowser(request.userAgent);
  // contract: easyauth 5, step 4: unknown ones 404 is its suggestion
  if (!methods)
    return refusalPage(refuse(404, "there is no such authentication endpoint"), browser, toSite("/"));
  const endpoint = methods[request.method === "HEAD" ? "GET" : request.method];
  if (!endpoint) {
    const allowed = Object.keys(methods).join(", ");
    const answer = refusalPage(refuse(405, `the endpoint answers to ${allowed} only`), browser);
    return { ...answer, headers: [...answer.headers, ["allow", allowed]] };
  }
  return endpoint(request, door);
}

function endpointsAt(path: string, auth: Door["auth"]): Readonly<Record<string, Endpoint>> | undefined {
  if (auth.logoutPaths.some((own) => same(own, path))) return { GET: withSender(logout) };
  const below = path.slice(auth.prefix.length).toLowerCase();
  const entra = auth.provider !== undefined;
  switch (below) {
    // contract: easyauth 1.3, the status of a disabled provider is unknown: it is not there
    case "/login/aad":
      return entra ? { GET: login, POST: clientDirectedLogin } : undefined;
    case "/login/aad/callback":
      return entra ? { POST: callback } : undefined;
    case "/login/done":
      return { GET: () => signedInPage("/") };
    case "/logout/complete":
      return { GET: () => signedOutPage("/") };
    case "/me":
      return { GET: withSender(withPolicy(me)) };
    case "/refresh":
      return { GET: refresh };
    default:
      return undefined;
  }
}

type EndpointOfSender = (
  request: DoorRequest,
  door: Door,
  sender: Authentication,
) => Answer | Promise<Answer>;

function withSender(endpoint: EndpointOfSender): Endpoint {
  return async (request, door) =>
    endpoint(request, door, await authenticate(request, door.auth.provider, door.service, door.keeper));
}

function withPolicy(endpoint: EndpointOfSender): EndpointOfSender {
  return (request, door, sender) => {
    const refused =
      sender.kind === "principal" && refusePrincipal(request, sender.principal, door.auth, door.site);
    return refused ? refusalPage(refused, isBrowser(request.userAgent)) : endpoint(request, door, sender);
  };
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
