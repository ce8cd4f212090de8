import type { Fields, Reply } from "../http.ts";
import { html, inline } from "./html.ts";
import { ANYWHERE, pageReply } from "./layout.ts";

const SUBMIT = "document.forms[0].submit();";

/** Hands fields on to the application, as `response_mode=form_post` does. Without scripts there is a button. */
export function formPostPage(tenantName: string, action: string, fields: Fields): Reply {
  return pageReply({
    title: "Back to the application",
    tenantName,
    formTargets: ANYWHERE,
    scripts: [SUBMIT],
    content: html`<h1>Back to the application</h1>
      <form method="post" action="${action}">
        ${Object.entries(fields).map(([name, value]) =>
          value === undefined ? undefined : html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <p class="actions"><button class="button primary">Continue</button></p>
      </form>
      ${inline("script", SUBMIT)}`,
  });
}
