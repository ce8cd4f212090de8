import { createHash } from "node:crypto";
import { test } from "vitest";
import { refuse } from "../rules/refusal.ts";
import type { Answer } from "./answer.ts";
import {
  badGatewayPage,
  noSuchSitePage,
  refusalPage,
  signedInPage,
  signedOutPage,
  stoppedPage,
  unavailablePage,
} from "./pages.ts";

const pages: Record<string, Answer> = {
  refusal: refusalPage(refuse(403, "the policy <says> no"), true, { text: "On", href: "/on" }),
  signedIn: signedInPage("/"),
  signedOut: signedOutPage("/"),
  unavailable: unavailablePage("The app does not run."),
  badGateway: badGatewayPage("Nothing listens."),
  stopped: stoppedPage(),
  noSuchSite: noSuchSitePage("<evil>", "http://a.localhost:1"),
};

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

test.for([
  [401, "401 Unauthorized"],
  [403, "403 Forbidden"],
  [404, "404 Not Found"],
  [500, "500 Internal Server Error"],
] as const)("a browser's %d is called %s, and says why once", ([status, title], { expect }) => {
  const { body } = refusalPage(refuse(status, "the reason & more"), true);
  expect(body).toContain(`<title>${title}</title>`);
  expect(body).toContain(`<h1>${title}</h1>`);
  expect(occurrences(body, String(status))).toBe(2);
  expect(occurrences(body, "the reason &amp; more.")).toBe(1);
  expect(body.includes("You do not have permission to view this directory or page.")).toBe(status < 404);
});

// contract: easyauth 2.1
test("a program gets Azure's sentence, or the status and the reason, and nothing else", ({ expect }) => {
  const on = { text: "On", href: "/on" };
  for (const status of [401, 403] as const) {
    const { headers, body } = refusalPage(refuse(status, "the reason"), false, on);
    expect(body).toBe("You do not have permission to view this directory or page.");
    expect(headers).toEqual([["content-type", "text/html"]]);
  }
  expect(refusalPage(refuse(500, "a < b"), false, on).body).toBe("500 a &lt; b");
});

test.for(Object.entries(pages))(
  "the policy of the %s page lets in exactly its own style",
  ([, { headers, body }], { expect }) => {
    const policy = new Map(headers).get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; /);
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(body) ?? [];
    expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    expect(body).not.toMatch(/<script| style=|<says>|<evil>/);
  },
);

test("a page offers the way on that there is", ({ expect }) => {
  expect(pages["refusal"]?.body).toContain('<a href="/on">On</a>');
  expect(pages["signedOut"]?.body).toContain('<a href="/">Return to the site</a>');
  expect(pages["stopped"]?.body).not.toContain("<a ");
});
