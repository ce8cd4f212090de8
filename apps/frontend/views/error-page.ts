import type { Refusal } from "../../platform/refusal.ts";
import { html } from "../html.ts";
import { signInPath } from "../platform-paths.ts";
import { page } from "./page.ts";

/** The page of a request that was refused. It knows nothing of who asked. */
export function errorPage({ status, code, message }: Refusal): string {
  const title = titleOf(status);
  return page(
    title,
    undefined,
    html`<section class="card failure alone">
      <p class="status">${status} ${code}</p>
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
