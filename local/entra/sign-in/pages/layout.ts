import { createHash } from "node:crypto";
import type { Reply } from "../http.ts";
import { html, inline, type Html } from "./html.ts";
import { STYLE } from "./style.ts";

export type Page = {
  readonly title: string;
  readonly status?: number;
  readonly tenantName: string;
  readonly content: Html;
  /** where forms of the page may end up besides here: Chromium checks the redirects after a form too */
  readonly formTargets?: readonly string[];
  /** scripts of our own, by their text */
  readonly scripts?: readonly string[];
  readonly frames?: readonly string[];
};

/** The application may send people on to wherever it likes. */
export const ANYWHERE = ["http:", "https:"];

const STYLE_HASH = hashSource(STYLE);

export function pageReply(page: Page): Reply {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        ${inline("style", STYLE)}
      </head>
      <body>
        <main>
          <p class="brand"><span class="mark" aria-hidden="true"></span>${page.tenantName}</p>
          ${page.content}
        </main>
        <footer>Local Entra ID. Nobody's password is asked for, nothing leaves this machine.</footer>
      </body>
    </html>`;
  return {
    status: page.status ?? 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy(page),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: document.markup,
  };
}

function contentSecurityPolicy(page: Page): string {
  const { formTargets = [], scripts = [], frames = [] } = page;
  return [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    "img-src data:",
    ...(scripts.length > 0 ? [`script-src ${scripts.map(hashSource).join(" ")}`] : []),
    ...(frames.length > 0 ? [`frame-src ${frames.join(" ")}`] : []),
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
