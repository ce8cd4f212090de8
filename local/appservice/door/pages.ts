import { STATUS_CODES } from "node:http";
import { htmlEscape } from "escape-goat";
import type { Refusal } from "../rules/refusal.ts";
import { html, type Answer } from "./answer.ts";
import { page, type Link } from "./page.ts";

/** Azure's whole body for 401 and 403, 58 bytes; it never says why. contract: easyauth 2.1 */
const NO_PERMISSION = "You do not have permission to view this directory or page.";

/**
 * The answer to a refused request. Programs get exactly Azure's sentence; a browser's page also says what Azure keeps
 * to itself, and `wayOn` where there is one.
 */
export function refusalPage(refusal: Refusal, browser: boolean, wayOn?: Link): Answer {
  const { status, reason } = refusal;
  const sentence = status === 401 || status === 403 ? NO_PERMISSION : undefined;
  const answer = browser
    ? page(status, {
        title: titleOf(status),
        paragraphs: sentence === undefined ? [] : [sentence],
        hint: reason.endsWith(".") ? reason : `${reason}.`,
        link: wayOn,
      })
    : {
        status,
        headers: [["content-type", "text/html"]] as const,
        body: htmlEscape(sentence ?? `${status} ${reason}`),
      };
  return { ...answer, refused: refusal };
}

/** contract: easyauth 2.2 and 2.7 name these pages; their content is ours */
export function signedInPage(home: string): Answer {
  return page(200, { title: "Signed in", paragraphs: ["You have signed in."], link: toSite(home) });
}

export function signedOutPage(home: string): Answer {
  return page(200, { title: "Signed out", paragraphs: ["You have signed out."], link: toSite(home) });
}

export function toSite(home: string): Link {
  return { text: "Return to the site", href: home };
}

export function unavailablePage(problem: string): Answer {
  return { ...failedPage(503, problem), refused: { status: 503, reason: problem } };
}

/** The app, or what it is reached through, gave no answer to pass on. */
export function badGatewayPage(problem: string): Answer {
  return failedPage(502, problem);
}

export function stoppedPage(): Answer {
  return failedPage(403, "This site is stopped: it is declared with enabled: false.");
}

export function noSuchSitePage(host: string | undefined, url: string): Answer {
  return failedPage(404, `No site is called '${host ?? ""}' here. This one is ${url}.`);
}

function failedPage(status: number, problem: string): Answer {
  return page(status, { title: titleOf(status), paragraphs: [problem] });
}

/** "502 Bad Gateway" */
function titleOf(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ""}`.trim();
}

/**
 * Goes to the sign-in service by script, so that the "#fragment", which never reaches a server, comes back with the
 * state. contract: easyauth 1.4
 */
export function fragmentPage(authorizeUrl: string, cookies: readonly string[]): Answer {
  const script = `
    const url = new URL(${JSON.stringify(authorizeUrl).replaceAll("<", String.raw`\u003c`)});
    const state = new URLSearchParams(url.searchParams.get("state"));
    state.set("redir", state.get("redir") + location.hash);
    url.searchParams.set("state", state);
    window.location.replace(url.href);`;
  return html(
    200,
    `<!doctype html><html lang="en"><title>Signing in</title><script>${script}</script></html>`,
    cookies,
  );
}
