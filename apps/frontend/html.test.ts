import * as fc from "fast-check";
import { describe, it } from "vitest";
import { html } from "./html.ts";

describe("html", () => {
  it("escapes text, in content and in attributes", ({ expect }) => {
    const text = `<b>"Ada" & 'Bob'</b>`;
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(
      '<p title="&lt;b&gt;&quot;Ada&quot; &amp; &#39;Bob&#39;&lt;/b&gt;">&lt;b&gt;&quot;Ada&quot; &amp; &#39;Bob&#39;&lt;/b&gt;</p>',
    );
  });

  it("puts in markup as it is, lists one after the other, numbers as text and undefined as nothing", ({
    expect,
  }) => {
    const items = ["a", "<"].map((item) => html`<li>${item}</li>`);
    expect(html`${items}${html`<b>${5}</b>`}${undefined}`.markup).toBe("<li>a</li><li>&lt;</li><b>5</b>");
  });

  it("lets no text open a tag or leave an attribute", ({ expect }) => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']/);
      }),
    );
  });
});
