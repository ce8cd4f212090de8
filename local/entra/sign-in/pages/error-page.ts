import type { DeclaredSite } from "../declared-sites.ts";
import type { Envelope } from "../envelope.ts";
import type { Reply } from "../http.ts";
import type { Refusal } from "../refusal.ts";
import { html } from "./html.ts";
import { pageReply } from "./layout.ts";
import { waysOn } from "./ways-on.ts";

export type ErrorPage = {
  readonly tenantName: string;
  readonly refusal: Refusal;
  readonly envelope: Envelope;
  /** where "Use another account" posts to, when another account may help */
  readonly action?: string;
  readonly formTargets?: readonly string[];
  /** where to begin again, when going back does not help */
  readonly sites?: readonly DeclaredSite[];
};

/** Status 400: Entra's own could not be confirmed. contract: entra B8 */
export function errorPage(page: ErrorPage): Reply {
  const { tenantName, refusal, envelope, action, formTargets = [], sites } = page;
  return pageReply({
    title: "Sign in: an error",
    status: 400,
    tenantName,
    formTargets,
    content: html`<h1>Sorry, but we're having trouble signing you in.</h1>
      <p><span class="code">AADSTS${String(refusal.aadsts)}</span>: ${refusal.text}</p>
      <dl>
        <dt>Trace ID</dt>
        <dd>${envelope.trace_id}</dd>
        <dt>Correlation ID</dt>
        <dd>${envelope.correlation_id}</dd>
        <dt>Timestamp</dt>
        <dd>${envelope.timestamp}</dd>
      </dl>
      ${
        refusal.hint === undefined
          ? undefined
          : html`<p class="hint"><strong>Only here, not in Entra:</strong> ${refusal.hint}</p>`
      }
      ${
        action === undefined
          ? undefined
          : html`<form method="post" action="${action}" class="actions">
              <button class="button" name="switch" value="account">Use another account</button>
            </form>`
      }
      ${sites && waysOn(sites)}`,
  });
}
