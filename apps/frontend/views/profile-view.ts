import type { Html } from "../html.ts";
import { html } from "../html.ts";

const labels: Readonly<Record<string, string>> = {
  displayName: "Name",
  withAuthentication: "Authenticated",
  userPrincipalName: "User principal name",
  objectId: "Object ID",
  tenantId: "Tenant ID",
  clientApplicationId: "Called by application",
  scopes: "Scopes",
  roles: "Roles",
};

/** The API's answer: its fields in words, and the JSON as it came. */
export function profileView(profile: Readonly<Record<string, unknown>>, body: unknown): Html {
  return html`<section class="card" aria-labelledby="result">
    <h2 id="result" tabindex="-1" autofocus>Your profile, as the API sees you</h2>
    <dl>
      ${Object.entries(profile).map(
        ([name, value]) =>
          html`<div>
            <dt>${labelOf(name)}</dt>
            <dd>${textOf(value)}</dd>
          </div>`,
      )}
    </dl>
    <details open>
      <summary>The answer as JSON</summary>
      <pre tabindex="0"><code>${JSON.stringify(body, undefined, 2)}</code></pre>
    </details>
  </section>`;
}

function labelOf(name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? name) : name;
}

/** A JSON value as people write it. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((item) => textOf(item)).join(", ");
  return JSON.stringify(value);
}
