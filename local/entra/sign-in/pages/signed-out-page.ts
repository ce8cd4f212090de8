import type { Reply } from "../http.ts";
import { html, inline } from "./html.ts";
import { pageReply } from "./layout.ts";

export type SignedOutPage = {
  readonly tenantName: string;
  /** where to go on to; undefined: nowhere */
  readonly destination: string | undefined;
  /** of the other applications, fetched by the browser so that they end their sessions */
  readonly logoutUrls: readonly string[];
};

/** Goes on as soon as every application has answered. */
const GO_ON = "addEventListener('load', () => location.replace(document.querySelector('a').href));";

export function signedOutPage({ tenantName, destination, logoutUrls }: SignedOutPage): Reply {
  return pageReply({
    title: "Signed out",
    tenantName,
    frames: [...new Set(logoutUrls.map((url) => new URL(url).origin))],
    scripts: destination === undefined ? [] : [GO_ON],
    content: html`<h1>You signed out of your account</h1>
      <p class="soft">It's a good idea to close all browser windows.</p>
      ${
        destination === undefined
          ? undefined
          : html`<p><a href="${destination}">Back to the application</a></p>
              ${inline("script", GO_ON)}`
      }
      ${logoutUrls.map((url) => html`<iframe src="${url}" title="Signing out" hidden></iframe>`)}`,
  });
}
