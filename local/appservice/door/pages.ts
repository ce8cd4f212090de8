import { htmlEscape } from "escape-goat";
import type { Refusal } from "../rules/refusal.ts";
import { html, type Answer } from "./answer.ts";

/** Azure's whole body for 401 and 403, 58 bytes; it never says why. contract: easyauth 2.1 */
const NO_PERMISSION = "You do not have permission to view this directory or page.";

/**
 * The answer to a refused request. Programs get exactly Azure's sentence; in a browser a second paragraph says what
 * Azure keeps to itself.
 */
export function refusalPage(refusal: Refusal, browser: boolean): Answer {
  const sentence =
    refusal.status === 401 || refusal.status === 403 ? NO_PERMISSION : `${refusal.status} ${refusal.reason}`;
  const answer = browser
    ? html(refusal.status, page(`${refusal.status}`, [sentence, `Local Azure adds: ${refusal.reason}.`]))
    : {
        status: refusal.status,
        headers: [["content-type", "text/html"]] as const,
        body: htmlEscape(sentence),
      };
  return { ...answer, refused: refusal };
}

/** contract: easyauth 2.2 and 2.7 name these pages; their content is ours */
export function signedInPage(home: string): Answer {
  return html(200, page("Signed in", ["You have signed in."], { text: "Return to the site", href: home }));
}

export function signedOutPage(home: string): Answer {
  return html(200, page("Signed out", ["You have signed out."], { text: "Return to the site", href: home }));
}

export function unavailablePage(problem: string): Answer {
  return { ...html(503, page("Service unavailable", [problem])), refused: { status: 503, reason: problem } };
}

export function stoppedPage(): Answer {
  return html(403, page("This site is stopped", ["The site is declared with enabled: false."]));
}

export function noSuchSitePage(host: string | undefined, url: string): Answer {
  return html(404, page("No such site", [`No site is called '${host ?? ""}' here. This one is ${url}.`]));
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

function page(title: string, paragraphs: readonly string[], link?: { text: string; href: string }): string {
  const body = paragraphs.map((paragraph) => htmlEscape`<p>${paragraph}</p>`).join("\n");
  const anchor = link ? htmlEscape`<p><a href="${link.href}">${link.text}</a></p>` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${htmlEscape(title)}</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; overflow-wrap: anywhere; color-scheme: light dark }</style>
</head>
<body>
<h1>${htmlEscape(title)}</h1>
${body}
${anchor}
</body>
</html>
`;
}
