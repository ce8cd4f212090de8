import type { Failure } from "../failure.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { signInPath } from "../platform-paths.ts";

/** Why there is no answer, and what each of the two readers can do about it. */
export function failureView({ title, forPerson, forDeveloper, signInAgain }: Failure): Html {
  const again = signInAgain
    ? html`<p><a class="button" href="${signInPath("/get-profile?renewed")}">Sign in again</a></p>`
    : undefined;
  return html`<section class="card failure" aria-labelledby="result">
    <h2 id="result" tabindex="-1" autofocus>${title}</h2>
    <p>${forPerson}</p>
    ${again}
    <h3>For the developer</h3>
    <ul>
      ${forDeveloper.map((line) => html`<li>${withCode(line)}</li>`)}
    </ul>
  </section>`;
}

/** Text in which names between backticks are code. */
export function withCode(text: string): readonly Html[] {
  return text.split("`").map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}
