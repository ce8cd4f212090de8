import type { DeclaredSite } from "../declared-sites.ts";
import type { Reply } from "../http.ts";
import { html } from "./html.ts";
import { pageReply } from "./layout.ts";
import { waysOn } from "./ways-on.ts";

export type StartPage = {
  readonly tenantName: string;
  readonly issuer: string;
  readonly sites: readonly DeclaredSite[];
};

/** The root of the service, for whoever opens it in a browser. At Microsoft there is a portal. */
export function startPage({ tenantName, issuer, sites }: StartPage): Reply {
  return pageReply({
    title: "Local Entra ID",
    tenantName,
    content: html`<h1>Local Entra ID</h1>
      <p>
        This service signs people in to the sites of the program that runs here. Nobody starts with it: open a
        site, and the site sends you here.
      </p>
      <dl>
        <dt>Issuer</dt>
        <dd>${issuer}</dd>
        <dt>Metadata</dt>
        <dd><a href="${issuer}/.well-known/openid-configuration">openid-configuration</a></dd>
      </dl>
      ${waysOn(sites)}`,
  });
}

export type NotFoundPage = Omit<StartPage, "issuer"> & { readonly request: string };

/** `request` is "GET /path". */
export function notFoundPage({ tenantName, request, sites }: NotFoundPage): Reply {
  return pageReply({
    title: "Not found",
    status: 404,
    tenantName,
    content: html`<h1>There is nothing here</h1>
      <p>Nothing is served at ${request}.</p>
      ${waysOn(sites)}`,
  });
}
