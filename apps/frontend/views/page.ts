import { createHash } from "node:crypto";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { icon } from "./icon.ts";
import { styles } from "./styles.ts";

// The styles are part of the page, so that it looks right even when the site refuses everything else. The policy
// allows exactly this text by its hash.
const styleElement: Html = { markup: `<style>${styles}</style>` };
const stylesHash = createHash("sha256").update(styles).digest("base64");

/** The Content-Security-Policy of every page: no script, no form, nothing loaded, only the page's own styles. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${stylesHash}'`,
  "img-src data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A whole page: `banner` stands at the end of the header, `main` is the content. */
export function page(title: string, banner: Html | undefined, main: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Raptor</title>
        <link rel="icon" href="${icon}" />
        ${styleElement}
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/"><img src="${icon}" alt="" width="28" height="28" />Raptor</a>${banner}
        </header>
        <main>${main}</main>
      </body>
    </html> `.markup;
}
