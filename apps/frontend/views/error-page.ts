import { STATUS_CODES } from "node:http";
import type { Caller } from "../../platform/caller.ts";
import type { Refusal } from "../../platform/refusal.ts";
import { html } from "../html.ts";
import { signInPath } from "../platform-paths.ts";
import { account } from "./account.ts";
import { page } from "./page.ts";

/** The page of a request that was refused, with who asked where that is known. */
export function errorPage({ status, message }: Refusal, caller?: Caller): string {
  const title = titleOf(status);
  return page(
    title,
    caller && account(caller),
    html`<section class="card failure alone">
      <p class="status">${status} ${STATUS_CODES[status]}</p>
      <h1>${title}</h1>
      <p>${message}</p>
      <p><a class="button" href="${status === 401 ? signInPath("/") : "/"}">${wayOut(status)}</a></p>
    </section>`,
  );
}

function titleOf(status: number): string {
  switch (status) {
    case 401:
      return "You are not signed in";
    case 404:
      return "There is nothing here";
    case 503:
      return "This site is locked";
    default:
      return status < 500 ? "This request makes no sense here" : "Something went wrong";
  }
}

function wayOut(status: number): string {
  if (status === 401) return "Sign in";
  return status < 500 ? "Back to the start" : "Try again";
}
