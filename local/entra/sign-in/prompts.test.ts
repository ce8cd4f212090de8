import { decodeJwt } from "jose";
import { authorizeUrl, browser, CALLBACK, postedFields, postToken, signInAs } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

test("every user of the tenant is a button with the user principal name", async ({ expect, scenario }) => {
  const picker = await browser().visit(authorizeUrl(scenario));
  const buttons = picker.text.match(/<button[\s\S]*?<\/button>/g) ?? [];
  const texts = buttons.map((button) => button.replaceAll(/<[^>]*>/g, ""));
  expect(texts).toHaveLength(2);
  expect(texts[0]).toContain(scenario.member.userPrincipalName);
  expect(texts[1]).toContain(scenario.guest.userPrincipalName);
});

test("a login hint that names a user skips the picker; one that names nobody does not", async ({
  expect,
  scenario,
}) => {
  const signedIn = await browser().visit(
    authorizeUrl(scenario, { login_hint: scenario.member.userPrincipalName.toUpperCase() }),
  );
  expect(postedFields(signedIn).has("code")).toBe(true);
  const picker = await browser().visit(authorizeUrl(scenario, { login_hint: "nobody@example.org" }));
  expect(picker.text).toContain("Choose an account");
});

test("a login hint that names another user than the session's changes the account", async ({
  expect,
  scenario,
}) => {
  const { visit, submit } = browser();
  await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
  const other = await visit(authorizeUrl(scenario, { login_hint: scenario.guest.mail }));
  expect(decodeJwt(postedFields(other).get("id_token") ?? "")["oid"]).toBe(scenario.guest.objectId);
});

test("who picks another account than the hint says signs in with that one", async ({ expect, scenario }) => {
  const { visit, submit } = browser();
  const picker = await visit(
    authorizeUrl(scenario, { login_hint: scenario.member.userPrincipalName, prompt: "login" }),
  );
  expect(picker.text).toContain("Choose an account");
  const posted = postedFields(await submit(picker, { user: scenario.guest.objectId }));
  expect(decodeJwt(posted.get("id_token") ?? "")["oid"]).toBe(scenario.guest.objectId);
});

test.for(["login", "select_account"])(
  "prompt=%s asks although somebody is signed in",
  async (prompt, { expect, scenario }) => {
    const { visit, submit } = browser();
    await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
    const picker = await visit(authorizeUrl(scenario, { prompt }));
    expect(picker.text).toContain("Signed in");
    const posted = postedFields(await submit(picker, { user: scenario.guest.objectId }));
    expect(decodeJwt(posted.get("id_token") ?? "")["oid"]).toBe(scenario.guest.objectId);
  },
);

test("the tokens of the account before stay good when another one signs in", async ({ expect, scenario }) => {
  const { visit, submit } = browser();
  const first = postedFields(
    await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId }),
  );
  const tokens = await postToken(scenario, {
    grant_type: "authorization_code",
    code: first.get("code") ?? "",
    redirect_uri: CALLBACK,
  });
  const picker = await visit(authorizeUrl(scenario, { prompt: "select_account" }));
  await submit(picker, { user: scenario.guest.objectId });
  const refreshed = await postToken(scenario, {
    grant_type: "refresh_token",
    refresh_token: String(tokens.body["refresh_token"]),
  });
  expect(decodeJwt(String(refreshed.body["access_token"]))["oid"]).toBe(scenario.member.objectId);
});

test.for([{}, { prompt: "select_account" }])(
  "of two tabs that both ask with %o, each signs in as the account chosen in it",
  async (parameters, { expect, scenario }) => {
    const { visit, submit } = browser();
    const first = await visit(authorizeUrl(scenario, parameters));
    const second = await visit(authorizeUrl(scenario, parameters));
    for (const [tab, user] of [
      [first, scenario.member],
      [second, scenario.guest],
    ] as const) {
      const posted = postedFields(await submit(tab, { user: user.objectId }));
      expect(decodeJwt(posted.get("id_token") ?? "")["oid"]).toBe(user.objectId);
    }
  },
);

test("consent is void once another tab has changed the account it was asked of", async ({
  expect,
  scenario,
}) => {
  const { visit, submit } = browser();
  const picker = await visit(authorizeUrl(scenario, { prompt: "consent" }));
  const otherTab = await visit(authorizeUrl(scenario));
  const consent = await submit(picker, { user: scenario.member.objectId });
  expect(consent.text).toContain("Permissions requested");
  await submit(otherTab, { user: scenario.guest.objectId });
  expect((await submit(consent, { consent: "accept" })).text).toContain("AADSTS50089");
});

test("prompt=none signs in silently while the session lasts", async ({ expect, scenario }) => {
  const { visit, submit } = browser();
  await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
  expect(postedFields(await visit(authorizeUrl(scenario, { prompt: "none" }))).has("code")).toBe(true);
});

test("an answer to a sign-in that is no longer there is a page that says so", async ({
  expect,
  scenario,
}) => {
  const { visit, submit } = browser();
  const picker = await visit(authorizeUrl(scenario));
  const stranger = await browser().visit(picker.at);
  expect(stranger.text).toContain("AADSTS50089");
  expect(stranger.text).toContain('href="http://raptor-client.localhost:8401/">Open raptor-client</a>');
  await submit(picker, { user: scenario.member.objectId });
  expect((await submit(picker, { user: scenario.guest.objectId })).text).toContain("AADSTS50089");
});

test("a code comes back by query or fragment too, where it may", async ({ expect, scenario }) => {
  const { visit, submit } = browser();
  const parameters = { response_type: "code", response_mode: undefined, nonce: undefined };
  const left = await submit(await visit(authorizeUrl(scenario, parameters)), {
    user: scenario.member.objectId,
  });
  expect(new URL(left.location ?? "").searchParams.has("code")).toBe(true);
  const both = await visit(authorizeUrl(scenario, { response_mode: "fragment" }));
  const fragment = new URLSearchParams(new URL(both.location ?? "").hash.slice(1));
  expect([...fragment.keys()].sort()).toEqual(["code", "id_token", "state"]);
});

test("what the directory says now counts: a user who is removed has to choose again", async ({
  expect,
  scenario,
}) => {
  const { visit, submit } = browser();
  await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
  scenario.directory.setUsers([
    { displayName: "Noor", userPrincipalName: "n@x.example", userType: "Member" },
  ]);
  expect((await visit(authorizeUrl(scenario))).text).toContain("Choose an account");
});

test("a user's name cannot smuggle markup into the page", async ({ expect, scenario }) => {
  scenario.directory.setUsers([
    { displayName: "<script>alert(1)</script>", userPrincipalName: `"><img@x.example`, userType: "Member" },
  ]);
  const { text } = await browser().visit(authorizeUrl(scenario));
  expect(text).not.toContain("<script>alert");
  expect(text).not.toContain('"><img');
  expect(text).toContain("&lt;script&gt;");
});

test("events tell who signed in and what was refused, without a token", async ({ expect, scenario }) => {
  await signInAs(scenario, scenario.member);
  await browser().visit(authorizeUrl(scenario, { redirect_uri: "https://wrong.example/" }));
  expect(scenario.events).toMatchObject([
    { kind: "signedIn", userPrincipalName: scenario.member.userPrincipalName, application: "raptor-client" },
    { kind: "refused", endpoint: "authorize", refusal: { aadsts: 50011 } },
  ]);
});

test("the page that hands the code over has a strict policy, and posts what App Service expects", async ({
  expect,
  scenario,
}) => {
  const { visit, submit } = browser();
  const url = authorizeUrl(scenario);
  const page = await submit(await visit(url), { user: scenario.member.objectId });
  expect(page.policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']*'; img-src data:; script-src 'sha256-/,
  );
  expect([...postedFields(page).keys()].sort()).toEqual(["code", "id_token", "state"]);
  expect(page.text).toContain(`action="${CALLBACK}"`);
  const picker = await browser().visit(url);
  expect(picker.policy).toContain("form-action 'self';");
});
