import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { fromNode, startRaptor, type Raptor, type ReadyLine } from "./raptor.ts";

describe("the whole scenario, in a browser", () => {
  let raptor: Raptor;
  let browser: Browser;

  beforeAll(async () => {
    [raptor, browser] = await Promise.all([startRaptor(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await raptor?.stop();
  });

  function frontend(): string {
    if (raptor.ready.frontend === null) throw new Error("no frontend");
    return raptor.ready.frontend;
  }

  function backend(): string {
    if (raptor.ready.backend === null) throw new Error("no backend");
    return fromNode(raptor.ready.backend);
  }

  function user(index: number): ReadyLine["users"][number] {
    const found = raptor.ready.users[index];
    if (!found) throw new Error(`no user ${index}`);
    return found;
  }

  async function signedIn(userIndex: number): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(frontend());
    await page.getByRole("button", { name: user(userIndex).userPrincipalName }).click();
    await page.waitForURL(`${frontend()}/`);
    return page;
  }

  it("asks a person without a session to sign in, and lists the tenant's users", async ({ expect }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${frontend()}/`);
    expect(page.url().startsWith(new URL(raptor.ready.signIn).origin)).toBe(true);
    for (const { userPrincipalName } of raptor.ready.users) {
      expect(await page.getByRole("button", { name: userPrincipalName }).count(), userPrincipalName).toBe(1);
    }
    await page.context().close();
  });

  it("signs a member in, who sees who they are and what the backend says of them", async ({ expect }) => {
    const page = await signedIn(0);
    const member = user(0);
    expect(await page.getByText(member.displayName).count()).toBeGreaterThan(0);

    await page.getByRole("link", { name: "Get user's profile from the API" }).click();
    const body = await page.locator("main").innerText();
    expect(body).toContain("/get-profile");
    expect(body).toContain(member.userPrincipalName);
    expect(body).toContain("withAuthentication");
    await page.context().close();
  });

  it("signs a guest in, whose profile is not the member's", async ({ expect }) => {
    const page = await signedIn(1);
    await page.getByRole("link", { name: "Get user's profile from the API" }).click();
    const body = await page.locator("main").innerText();
    expect(body).toContain(user(1).displayName);
    expect(body).not.toContain(user(0).displayName);
    await page.context().close();
  });

  it("brings a person back to the page they asked for", async ({ expect }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${frontend()}/?from=a%20letter&n=1`);
    await page.getByRole("button", { name: user(0).userPrincipalName }).click();
    await page.waitForURL((url) => url.href.startsWith(frontend()));
    expect(page.url()).toBe(`${frontend()}/?from=a%20letter&n=1`);
    await page.context().close();
  });

  it("signs out, after which the next visit asks to sign in again", async ({ expect }) => {
    const page = await signedIn(0);
    await page.getByRole("link", { name: "Sign out" }).click();
    await page.waitForURL((url) => url.href.startsWith(frontend()));
    expect(
      (await page.context().cookies(frontend())).filter((cookie) => cookie.name.startsWith("AppServiceAuth")),
    ).toEqual([]);
    await page.goto(frontend());
    expect(await page.getByRole("button", { name: user(0).userPrincipalName }).count()).toBe(1);
    await page.context().close();
  });

  it("can be gone through with the keyboard alone", async ({ expect }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(frontend());
    const button = page.getByRole("button", { name: user(0).userPrincipalName });
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${frontend()}/`);
    await tabTo(page, page.getByRole("link", { name: "Get user's profile from the API" }));
    await page.keyboard.press("Enter");
    await page.waitForLoadState();
    expect(await page.locator("main").innerText()).toContain("/get-profile");
    await page.context().close();
  });

  it("lets nobody call the backend without a token", async ({ expect }) => {
    const response = await fetch(`${backend()}/get-profile`);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm=/);
    expect(await response.text()).not.toContain("profile");
  });

  it("does not believe identity headers that a client sends", async ({ expect }) => {
    const principal = btoa(JSON.stringify({ auth_typ: "aad", claims: [{ typ: "name", val: "Mallory" }] }));
    const response = await fetch(`${backend()}/get-profile`, {
      headers: { "X-MS-CLIENT-PRINCIPAL": principal, "X-MS-CLIENT-PRINCIPAL-NAME": "Mallory" },
    });
    expect(response.status).toBe(401);
  });

  it("says at its start what is not as in Azure", ({ expect }) => {
    expect(raptor.printed().stderr).toContain("Not as in Azure: no TLS");
  });

  it("prints no token and no secret", async ({ expect }) => {
    const { stdout, stderr } = raptor.printed();
    for (const text of [stdout, stderr]) {
      expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
      expect(text).not.toMatch(/sig=[^&\s]{8}/);
    }
    expect(stdout.trim().split("\n")).toHaveLength(1);
  });
});

async function tabTo(page: Page, target: ReturnType<Page["getByRole"]>): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error("Tab never reaches it");
}
