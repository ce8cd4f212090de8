import { createHash } from "node:crypto";
import { describe, it } from "vitest";
import { html } from "../html.ts";
import { page, pagePolicy } from "./page.ts";

describe("page", () => {
  it("holds exactly the styles that its policy allows, and no script", ({ expect }) => {
    const markup = page("A <title>", undefined, html`<p>Hello</p>`);
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(markup) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(pagePolicy).toContain(`style-src 'sha256-${hash}'`);
    expect(pagePolicy).not.toContain("unsafe-inline");
    expect(markup).not.toMatch(/<script|\sstyle=|\son\w+=/);
    expect(markup).toContain("<title>A &lt;title&gt; · Raptor</title>");
  });

  it("may not be framed, nor its addresses rebased", ({ expect }) => {
    expect(pagePolicy).toContain("frame-ancestors 'none'");
    expect(pagePolicy).toContain("base-uri 'none'");
  });

  it("loads nothing from anywhere", ({ expect }) => {
    const markup = page("Title", undefined, html`<p>Hello</p>`);
    expect(markup.match(/(?:src|href)="(?!data:|\/")[^"]*"/g)).toBeNull();
    expect(markup).not.toMatch(/url\(|@import/);
  });
});
