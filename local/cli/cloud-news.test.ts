import { describe, it } from "vitest";
import { createCloudNews } from "./cloud-news.ts";
import { createConsole } from "./console.ts";

const url = "http://shop.localhost:8401";
const urn = "urn:pulumi:local::raptor::raptor:appservice:Site$azure-native:web:WebApp::frontend-site";

function printing() {
  const lines: string[] = [];
  return { lines, news: createCloudNews(createConsole((text) => void lines.push(text.trimEnd()))) };
}

describe("news of the cloud", () => {
  it("names the stack, the type and the resource of each change", ({ expect }) => {
    const { lines, news } = printing();
    news.change({ op: "create", urn, duration: 20 });
    news.change({ op: "delete", urn, duration: 10 });
    expect(lines).toEqual([
      expect.stringMatching(/^\[raptor\/local\] \+ +azure-native:web:WebApp +frontend-site +0\.02 s$/),
      expect.stringMatching(/^\[raptor\/local\] - +azure-native:web:WebApp +frontend-site +0\.01 s$/),
    ]);
  });

  it("says where a site is, and whether it is locked", ({ expect }) => {
    const { lines, news } = printing();
    for (const kind of ["opened", "locked", "unlocked", "closed"] as const)
      news.door({ kind, site: "shop", url });
    expect(lines).toEqual([
      `[shop] opened, not locked yet: ${url}`,
      `[shop] locked, authentication is required: ${url}`,
      `[shop] unlocked, anyone gets in: ${url}`,
      `[shop] closed: ${url}`,
    ]);
  });

  it("says what holds for every site once, and what one site did each time", ({ expect }) => {
    const { lines, news } = printing();
    for (const site of ["shop", "api"]) {
      news.site({ site, kind: "notice", message: "no TLS" });
      news.site({ site, kind: "app", message: "started" });
    }
    expect(lines).toEqual(["[shop] no TLS", "[shop] started", "[api] started"]);
  });

  it("warns of what stands, not of what passes, and again when it comes back", ({ expect }) => {
    const { lines, news } = printing();
    const warning = { site: "shop", message: "nobody can sign in" };
    news.site({ ...warning, kind: "warning" });
    expect(lines).toEqual([]);
    news.warnings([warning]);
    news.warnings([warning]);
    expect(lines).toEqual(["[shop] warning: nobody can sign in"]);
    news.warnings([]);
    news.warnings([warning]);
    expect(lines).toHaveLength(2);
  });
});
