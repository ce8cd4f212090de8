import type { Reply } from "../http.ts";
import { html } from "./html.ts";
import { pageReply } from "./layout.ts";

export function signedOutPage(tenantName: string): Reply {
  return pageReply({
    title: "Signed out",
    tenantName,
    content: html`<h1>You signed out of your account</h1>
      <p class="soft">It's a good idea to close all browser windows.</p>`,
  });
}
