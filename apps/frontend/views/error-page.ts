import type { Refusal } from "../../platform/refusal.ts";
import { html } from "../html.ts";
import { signInPath } from "../platform-paths.ts";
import { page } from "./page.ts";

/** The page of a request that was refused. It knows nothing of who asked. */
export function errorPage({ status, code, message }: Refusal): string {
  const title = titleOf(status);
  const way =
    status === 401
      ? html`<a class="button" href="${signInPath("/")}">Sign in</a>`
      : html`<a class="button" href="/">Back to the start</a>`;
  return page(
    title,
    undefined,
    html`<section class="card failure alone">
      <p class="code">${status} ${code}</p>
      <h1>${title}</h1>
      <p>${message}</p>
      <p>${way}</p>
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
