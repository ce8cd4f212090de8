import { createHash } from "node:crypto";
import { htmlEscape } from "escape-goat";
import { html, type Answer } from "./answer.ts";

export type Link = { readonly text: string; readonly href: string };

export type Page = {
  /** title and heading */
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** what only local Azure tells */
  readonly hint?: string;
  readonly link?: Link | undefined;
};

/** The look of the front door's own pages; an app behind it has its own. */
const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#eef1f6, #14171d);
  --card: light-dark(#ffffff, #1f242d);
  --line: light-dark(#d8dee8, #39414f);
  --text: light-dark(#1b2230, #e8ecf3);
  --soft: light-dark(#5a6578, #a3aebf);
  --accent: light-dark(#1f5fbf, #7fb0ff);
  --on-accent: light-dark(#ffffff, #10151d);
  --hint: light-dark(#f3f6fb, #283040);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 1.5rem 1rem;
  display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 1rem;
  background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
main {
  width: 100%; max-width: 32rem; padding: 2rem;
  background: var(--card); border: 1px solid var(--line); border-radius: .75rem; box-shadow: 0 .5rem 2rem rgb(0 0 0 / .08);
}
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; font-weight: 600; }
p { margin: 0 0 1rem; }
main > :last-child { margin-bottom: 0; }
.hint { padding: .75rem 1rem; border-left: 3px solid var(--accent); border-radius: 0 .375rem .375rem 0; background: var(--hint); font-size: .875rem; }
a { display: inline-block; padding: .5rem 1.25rem; border-radius: .375rem; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
a:hover { filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { max-width: 32rem; color: var(--soft); font-size: .8125rem; text-align: center; }
@media (max-width: 30rem) {
  body { padding: 0; justify-content: flex-start; background: var(--card); }
  main { border: 0; border-radius: 0; box-shadow: none; padding: 1.5rem; }
  footer { padding: 0 1.5rem 1.5rem; }
}
`;

/** Nothing but the page's own styles, named by their hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "img-src data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page of the front door's own. Escapes everything. */
export function page(status: number, { title, paragraphs, hint, link }: Page): Answer {
  const content = [
    htmlEscape`<h1>${title}</h1>`,
    ...paragraphs.map((paragraph) => htmlEscape`<p>${paragraph}</p>`),
    ...(hint === undefined
      ? []
      : [htmlEscape`<p class="hint"><strong>Only here, not on Azure:</strong> ${hint}</p>`]),
    ...(link === undefined ? [] : [htmlEscape`<p><a href="${link.href}">${link.text}</a></p>`]),
  ];
  const answer = html(
    status,
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlEscape(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
${content.join("\n")}
</main>
<footer>Local App Service. This page is the front door's, not the app's.</footer>
</body>
</html>
`,
  );
  return { ...answer, headers: [...answer.headers, ["content-security-policy", POLICY]] };
}
