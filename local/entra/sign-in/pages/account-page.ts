import type { User } from "../../directory/state.ts";
import type { Reply } from "../http.ts";
import { html, type Html } from "./html.ts";
import { pageReply } from "./layout.ts";

export type AccountPage = {
  readonly tenantName: string;
  readonly applicationName: string;
  readonly users: readonly User[];
  /** who is signed in here already */
  readonly signedInId: string | undefined;
  readonly action: string;
  readonly formTargets: readonly string[];
};

/** Every user of the tenant as a button: a click signs in. */
export function accountPage(page: AccountPage): Reply {
  return pageReply({
    title: "Sign in",
    tenantName: page.tenantName,
    formTargets: page.formTargets,
    content: html`<h1>Choose an account</h1>
      <p class="soft">to continue to ${page.applicationName}</p>
      <form method="post" action="${page.action}">
        <ul class="accounts">
          ${page.users.map((user) => accountButton(user, user.objectId === page.signedInId))}
        </ul>
      </form>`,
  });
}

function accountButton(user: User, isSignedIn: boolean): Html {
  return html`<li>
    <button class="account" name="user" value="${user.objectId}">
      <span class="avatar" aria-hidden="true">${initials(user.displayName)}</span>
      <span class="who">
        <span class="name"
          >${user.displayName} ${user.userType === "Guest" ? html`<span class="tag">Guest</span>` : undefined}
          ${isSignedIn ? html`<span class="tag">Signed in</span>` : undefined}</span
        >
        <span class="upn">${user.userPrincipalName}</span>
      </span>
    </button>
  </li>`;
}

/** "Ada Morgan" -> "AM"; nothing but letters and digits counts, so there may be none */
export function initials(displayName: string): string {
  const letters = displayName
    .normalize("NFC")
    .split(/\s+/)
    .flatMap((word) => word.match(/[\p{L}\p{N}]/u) ?? []);
  return [letters.at(0), letters.length > 1 ? letters.at(-1) : ""].join("").toUpperCase();
}
