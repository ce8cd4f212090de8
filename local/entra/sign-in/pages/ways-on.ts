import type { DeclaredSite } from "../declared-sites.ts";
import { html, type Html } from "./html.ts";

/** Links to the sites that people sign in to; what to do where none is declared. */
export function waysOn(sites: readonly DeclaredSite[]): Html {
  if (sites.length === 0) return html`<p>Open the application again from its own address.</p>`;
  return html`<p class="actions">
    ${sites.map(({ name, url }) => html`<a class="button" href="${url}">Open ${name}</a>`)}
  </p>`;
}
