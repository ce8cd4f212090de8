import type { Reply } from "../http.ts";
import type { Permission } from "../permissions.ts";
import { html } from "./html.ts";
import { pageReply } from "./layout.ts";

export type ConsentPage = {
  readonly tenantName: string;
  readonly applicationName: string;
  readonly userName: string;
  readonly permissions: readonly Permission[];
  readonly action: string;
  readonly formTargets: readonly string[];
};

/** The declared consent texts, and the two answers. contract: entra B4 */
export function consentPage(page: ConsentPage): Reply {
  return pageReply({
    title: "Permissions requested",
    tenantName: page.tenantName,
    formTargets: page.formTargets,
    content: html`<p class="soft">${page.userName}</p>
      <h1>Permissions requested</h1>
      <p><strong>${page.applicationName}</strong> would like to:</p>
      <ul class="permissions">
        ${page.permissions.map(
          ({ title, description }) =>
            html`<li>
              <strong>${title}</strong>${
                description === title ? undefined : html`<span class="soft">${description}</span>`
              }
            </li>`,
        )}
      </ul>
      <p class="soft">Accept only what you trust the app with. Local Entra ID remembers it until it stops.</p>
      <form method="post" action="${page.action}" class="actions">
        <button class="button" name="consent" value="decline">Cancel</button>
        <button class="button primary" name="consent" value="accept">Accept</button>
      </form>`,
  });
}
