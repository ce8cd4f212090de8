import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { builtIn, isBuiltIn } from "../endpoints/endpoints.ts";
import { startSignIn } from "../endpoints/start-sign-in.ts";
import type { Log } from "../events.ts";
import type { Principal } from "../principal/principal.ts";
import { principalHeaders, tokenHeaders } from "../principal/principal-headers.ts";
import { isBrowser } from "../rules/browser.ts";
import { challenge } from "../rules/challenge.ts";
import { corsHeaders, hasCors, isPreflight, preflightHeaders, type CorsRequest } from "../rules/cors.ts";
import { isOwnHost } from "../rules/public-host.ts";
import { refuse } from "../rules/refusal.ts";
import { isUnreachable, whyFailed } from "../signin/why-failed.ts";
import type { SiteDeclaration } from "../site.ts";
import { send, withHeader, type Answer } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { decide } from "./decide.ts";
import type { Door } from "./door.ts";
import { BodyTooLarge, doorRequest, type DoorRequest } from "./door-request.ts";
import { addForwardedHeaders, createForward, stripIdentityHeaders } from "./forward.ts";
import { noSuchSitePage, refusalPage, stoppedPage, unavailablePage } from "./pages.ts";

export type Upgrade = { readonly socket: Socket; readonly head: Buffer };

/** Serves one request; never rejects. With `upgrade` it is a WebSocket's, and `response` writes to its socket. */
export type Handle = (message: IncomingMessage, response: ServerResponse, upgrade?: Upgrade) => Promise<void>;

export type HandleOptions = {
  readonly site: SiteDeclaration;
  /** http://<host>:<port> */
  readonly url: string;
  /** undefined: authentication is off */
  readonly door: Door | undefined;
  /** Where the app answers; waits while it starts; throws an error whose message is for the person at the browser. */
  readonly appUrl: () => Promise<string>;
  readonly log: Log;
};

/** What the platform does with a request: to the app with the headers to add, or an answer of its own. */
type Outcome = { readonly add: Readonly<Record<string, string>> } | Answer;

/** The site's behaviour under one declaration. contract: easyauth 5 */
export function createHandle(options: HandleOptions): Handle {
  const { site, url, door, log } = options;
  const forward = createForward(site, (why) => log("app", why));

  async function outcomeOf(message: IncomingMessage): Promise<Outcome> {
    const names = { localUrl: url, defaultHostName: site.defaultHostName };
    if (!isOwnHost(message.headers.host, names)) return noSuchSitePage(message.headers.host, url);
    if (!site.enabled) return stoppedPage();
    const request = doorRequest(message, door?.auth.forwardProxy, url);
    if (!request) return refusalPage(refuse(400, "the request target is not a path"), false);
    const preflight = corsRequest(request);
    if (isPreflight(preflight) && hasCors(site.cors)) {
      return { status: 204, headers: preflightHeaders(preflight, site.cors), body: "" };
    }
    const outcome = door ? await authenticated(request, door) : { add: {} };
    // contract: easyauth 2.8, only what the platform answers itself; the app's answers get theirs on the way back
    return "add" in outcome
      ? outcome
      : { ...outcome, headers: [...outcome.headers, ...corsHeaders(request.headers.origin, site.cors)] };
  }

  async function authenticated(request: DoorRequest, openDoor: Door): Promise<Outcome> {
    const { auth } = openDoor;
    if (isBuiltIn(request.path, auth)) {
      return challenged(await builtIn(request, openDoor), request, openDoor);
    }
    // contract: easyauth 2.8, without platform CORS a preflight goes to the app unauthenticated
    if (isPreflight(corsRequest(request))) return { add: {} };
    const sender = await authenticate(request, auth.provider, openDoor.service, openDoor.keeper);
    const verdict = decide(request, sender, auth, site);
    switch (verdict.kind) {
      case "pass":
        return { add: verdict.principal ? injected(verdict.principal, openDoor) : {} };
      case "signIn":
        return startSignIn(request, openDoor, {
          target: `${request.path}${request.search}`,
          forwarded: loginHint(request),
        });
      case "refuse":
        return challenged(refusalPage(verdict.refusal, isBrowser(request.userAgent)), request, openDoor);
    }
  }

  async function pass(
    message: IncomingMessage,
    response: ServerResponse,
    upgrade: Upgrade | undefined,
    add: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (door) stripIdentityHeaders(message.headers);
    addForwardedHeaders(message.headers, message.socket.remoteAddress ?? "127.0.0.1");
    Object.assign(message.headers, add);
    let target: string;
    try {
      target = await options.appUrl();
    } catch (error) {
      send(response, unavailablePage(error instanceof Error ? error.message : "The app does not run."));
      return;
    }
    // gone while the app was starting
    if (message.socket.destroyed) return;
    if (!upgrade) return forward.web(message, response, target);
    response.detachSocket(upgrade.socket);
    return forward.upgrade(message, upgrade.socket, upgrade.head, target);
  }

  return async (message, response, upgrade) => {
    try {
      const outcome = await outcomeOf(message);
      if ("add" in outcome) {
        await pass(message, response, upgrade, outcome.add);
        return;
      }
      if (outcome.refused)
        log("refused", refusedLine(message, outcome.refused.status, outcome.refused.reason));
      send(response, outcome);
    } catch (error) {
      const answer = failure(error, isBrowser(message.headers["user-agent"]));
      log("warning", `${message.method ?? ""} ${pathOf(message)}: ${answer.refused?.reason ?? ""}`);
      if (response.headersSent) response.destroy();
      else send(response, answer);
    }
  };
}

function injected(principal: Principal, door: Door): Readonly<Record<string, string>> {
  const tokens =
    principal.session && door.auth.tokenStore ? door.keeper.tokensOf(principal.session) : undefined;
  return {
    ...principalHeaders(principal.claims, door.auth.legacyClaims),
    // contract: easyauth 4.1, sources disagree on these for bearer callers: they have Authorization, and nothing else
    ...tokenHeaders(tokens),
  };
}

function challenged(answer: Answer, request: DoorRequest, door: Door): Answer {
  if (answer.status !== 401) return answer;
  const host = new URL(request.origin).host;
  return withHeader(answer, "www-authenticate", challenge(host, door.auth.provider));
}

/** Of a page's own parameters only this one goes along. contract: easyauth 2.2 */
function loginHint({ query }: DoorRequest): URLSearchParams {
  const hint = query.get("login_hint");
  return new URLSearchParams(hint === null ? {} : { login_hint: hint });
}

function corsRequest(request: DoorRequest): CorsRequest {
  return {
    method: request.method,
    origin: request.headers.origin,
    requestedMethod: request.headers["access-control-request-method"],
    requestedHeaders: request.headers["access-control-request-headers"],
  };
}

function failure(error: unknown, browser: boolean): Answer {
  if (error instanceof BodyTooLarge) return refusalPage(refuse(413, error.message), browser);
  if (isUnreachable(error)) {
    return unavailablePage("The sign-in service does not answer, so nobody can be authenticated.");
  }
  return refusalPage(refuse(500, whyFailed(error)), browser);
}

function refusedLine(message: IncomingMessage, status: number, reason: string): string {
  return `${message.method ?? ""} ${pathOf(message)} ${status}: ${reason}`;
}

function pathOf(message: IncomingMessage): string {
  return message.url?.split("?")[0] ?? "";
}
