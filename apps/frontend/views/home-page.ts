import type { Caller } from "../../platform/caller.ts";
import type { Failure } from "../failure.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { account } from "./account.ts";
import { failureView } from "./failure-view.ts";
import type { Progress } from "./flow.ts";
import { flow } from "./flow.ts";
import { page } from "./page.ts";
import { profileView } from "./profile-view.ts";

/** What a call came to. */
export type Outcome =
  | { readonly kind: "profile"; readonly profile: Readonly<Record<string, unknown>>; readonly body: unknown }
  | { readonly kind: "failure"; readonly failure: Failure };

/** The site's one page: who is signed in, the action, and below it what the last call came to. */
export function homePage(caller: Caller, outcome?: Outcome): string {
  const { displayName, userPrincipalName } = caller;
  const signedIn =
    userPrincipalName === undefined
      ? html`You are signed in.`
      : html`You are signed in as <strong>${userPrincipalName}</strong>.`;
  return page(
    titleOf(outcome),
    account(caller),
    html`<section class="hero">
        <h1>Hello, ${displayName}</h1>
        <p>
          ${signedIn} This site can ask the API who you are: from its server, on your behalf, with your access
          token.
        </p>
        <p><a class="button action" href="/get-profile">Get user's profile from the API</a></p>
      </section>
      ${flow(progressOf(outcome))} ${resultOf(outcome)}`,
  );
}

function titleOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "Signed in";
  return outcome.kind === "profile" ? "Your profile" : outcome.failure.title;
}

function progressOf(outcome: Outcome | undefined): Progress {
  if (outcome === undefined) return "idle";
  return outcome.kind === "profile" ? "complete" : outcome.failure;
}

function resultOf(outcome: Outcome | undefined): Html | undefined {
  if (outcome === undefined) return undefined;
  return outcome.kind === "profile"
    ? profileView(outcome.profile, outcome.body)
    : failureView(outcome.failure);
}
