import { createHash } from "node:crypto";
import { assert, property as forAll, string } from "fast-check";
import { test } from "vitest";
import type { Reply } from "../http.ts";
import { idTokenNotEnabled } from "../refusals.ts";
import { envelopeOf } from "../envelope.ts";
import { declaredTenant } from "../in-test.ts";
import { findApplicationByClientId } from "../../directory/state.ts";
import { accountPage, initials } from "./account-page.ts";
import { consentPage } from "./consent-page.ts";
import { errorPage } from "./error-page.ts";
import { formPostPage } from "./form-post-page.ts";
import { html } from "./html.ts";
import { signedOutPage } from "./signed-out-page.ts";

const { directory, frontend } = await declaredTenant();
const client = findApplicationByClientId(directory.state, frontend.clientId);
if (!client) throw new Error("the frontend is declared");
const refusal = idTokenNotEnabled(client);
const common = {
  tenantName: "tenant.example",
  applicationName: "raptor-client",
  action: "/sign-in/1",
  formTargets: ["http:", "https:"],
};
const pages: Record<string, Reply> = {
  account: accountPage({ ...common, users: directory.users(), signedInId: undefined }),
  consent: consentPage({
    ...common,
    userName: "ada",
    permissions: [{ title: "Read", description: "Reads" }],
  }),
  error: errorPage({ ...common, refusal, envelope: envelopeOf(refusal, new Date()) }),
  formPost: formPostPage("tenant.example", "http://raptor-client.localhost:8401/callback", { code: "c" }),
  signedOut: signedOutPage({
    tenantName: "tenant.example",
    destination: "http://raptor-client.localhost:8401/",
    logoutUrls: ["https://other.example/.auth/logout"],
  }),
};

test.for(Object.entries(pages))(
  "the policy of the %s page lets in exactly its own style and script",
  ([, page], { expect }) => {
    const policy = page.headers?.["content-security-policy"] ?? "";
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toContain("unsafe");
    const inlined = [...(page.body ?? "").matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)];
    expect(inlined.length).toBeGreaterThan(0);
    for (const [, element, text = ""] of inlined) {
      const hash = createHash("sha256").update(text).digest("base64");
      expect(policy).toMatch(new RegExp(`${element}-src [^;]*'sha256-${hash.replaceAll("+", "\\+")}'`));
    }
    expect(page.body).not.toMatch(/ style=| on\w+=/);
  },
);

test("forms of a page end here or where the page says, as Chromium checks where a form is redirected", ({
  expect,
}) => {
  const policyOf = (name: string) => pages[name]?.headers?.["content-security-policy"];
  expect(policyOf("account")).toContain("form-action 'self' http: https:;");
  expect(policyOf("signedOut")).toContain("form-action 'self';");
});

test("whatever text is shown, it brings no markup along", ({ expect }) => {
  assert(
    forAll(string(), (text) => {
      const { markup } = html`<p title="${text}">${[text]}</p>`;
      const inner = markup.slice('<p title="'.length, -"</p>".length);
      expect(inner.replace('">', "")).not.toMatch(/[<>"]/);
    }),
  );
});

test("an absent value shows nothing, and Html is not escaped twice", ({ expect }) => {
  expect(html`<b>${undefined}${html`<i>${"&"}</i>`}</b>`.markup).toBe("<b><i>&amp;</i></b>");
});

test("the error page tells the code, Entra's words and what is declared", ({ expect }) => {
  expect(pages["error"]?.status).toBe(400);
  expect(pages["error"]?.body).toContain("AADSTS700054");
  expect(pages["error"]?.body).toContain(
    "web.implicitGrant.idTokenIssuanceEnabled of raptor-client is not true.",
  );
});

test("initials are those of the first and the last name", ({ expect }) => {
  expect(["Ada Morgan", "Noor", "Ana Maria da Silva", ""].map(initials)).toEqual(["AM", "N", "AS", ""]);
});

test("initials are letters and digits, or none", ({ expect }) => {
  expect(["<script> \u00c9va", "\u2039\u203a", "E\u0301va (7)", "\u{10428} - x"].map(initials)).toEqual([
    "S\u00c9",
    "",
    "\u00c97",
    "\u{10400}X",
  ]);
});
