import type { TestContext } from "vitest";
import { openSite, type RunningSite } from "../open-site.ts";
import type { SiteDeclaration } from "../site.ts";
import type { Browser, Reply } from "./browser.ts";
import { startEcho } from "./echo.ts";
import { startFakeEntra, type FakeEntra } from "./fake-entra.ts";
import type { JWTPayload } from "jose";

export type TestSite = {
  readonly site: RunningSite;
  readonly entra: FakeEntra;
  /** "kind: message", in order */
  readonly events: readonly string[];
  /** Signs in at a page and gives the answer to the callback. */
  readonly signIn: (browser: Browser, path?: string, claims?: JWTPayload) => Promise<Reply>;
};

/** A site before an app that echoes, with a sign-in service of its own. Everything ends with the test. */
export async function openTestSite(
  declaration: SiteDeclaration,
  onTestFinished: TestContext["onTestFinished"],
): Promise<TestSite> {
  const entra = await startFakeEntra();
  onTestFinished(() => entra.close());
  const upstream = await startEcho(onTestFinished);
  const events: string[] = [];
  const site = await openSite({
    declaration,
    port: 0,
    authority: entra.authority,
    upstream,
    onEvent: (event) => events.push(`${event.kind}: ${event.message}`),
  });
  onTestFinished(() => site.close());
  return {
    site,
    entra,
    events,
    async signIn(browser, path = "/", claims) {
      const away = await browser.open(`${site.url}${path}`);
      const answer = await entra.answerTo(new URL(away.headers["location"] ?? ""), claims);
      const callback = new URL(away.headers["location"] ?? "").searchParams.get("redirect_uri") ?? "";
      return browser.post(callback, answer);
    },
  };
}
