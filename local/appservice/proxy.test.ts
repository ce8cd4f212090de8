import { createServer, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, test } from "vitest";
import { freePort } from "./host/free-port.ts";
import { openSite } from "./open-site.ts";
import { ask, Browser } from "./testing/browser.ts";
import { declare } from "./testing/declare.ts";
import type { Echoed } from "./testing/echo.ts";
import { openTestSite } from "./testing/open-test-site.ts";
import { answerTo, openBefore, startServer, startSocketEcho, upgrade } from "./testing/upstream.ts";

describe("the way to the app", () => {
  test("streams what the app sends, headers first", async ({ expect, onTestFinished }) => {
    let finish = (): void => {};
    const upstream = await startServer(
      createServer((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.flushHeaders();
        finish = () => response.end("data: 1\n\n");
      }),
      onTestFinished,
    );
    const { site } = await openBefore(declare({ authSettings: undefined }), upstream, onTestFinished);
    const answer = await answerTo(site.url);
    expect(answer.headers["content-type"]).toBe("text/event-stream");
    finish();
    let body = "";
    for await (const chunk of answer) body += String(chunk);
    expect(body).toBe("data: 1\n\n");
  });

  test("ends the app's work when the client goes", async ({ expect, onTestFinished }) => {
    let aborted = false;
    const upstream = await startServer(
      createServer((_, response) => {
        response.write("begin");
        response.once("close", () => (aborted = !response.writableFinished));
      }),
      onTestFinished,
    );
    const { site, events } = await openBefore(declare({ authSettings: undefined }), upstream, onTestFinished);
    const answer = await answerTo(site.url);
    answer.once("error", () => {});
    answer.destroy();
    await expect.poll(() => aborted).toBe(true);
    await sleep(20);
    expect(events.filter((event) => event.startsWith("app:"))).toEqual([]);
  });

  test("answers 502 in plain words when nothing answers there", async ({ expect, onTestFinished }) => {
    const upstream = await startServer(
      createServer((message) => void message.socket.destroy()),
      onTestFinished,
    );
    const { site, events } = await openBefore(declare({ authSettings: undefined }), upstream, onTestFinished);
    const reply = await ask(`${site.url}/page?secret=1`);
    expect(reply.status).toBe(502);
    expect(reply.body).toContain("The app closed the connection without an answer.");
    expect(events.join("\n")).toContain("app: the app did not answer GET /page: socket hang up");
    expect(events.join("\n")).not.toContain("secret=1");
  });

  test("names the address where nothing listens, at the start and to who asks", async ({
    expect,
    onTestFinished,
  }) => {
    const upstream = `http://localhost:${await freePort()}`;
    const { site, events } = await openBefore(declare({ authSettings: undefined }), upstream, onTestFinished);
    expect(events.join("\n")).toContain(`warning: nothing listens at ${upstream}`);
    expect(site.warnings().join("\n")).toContain(upstream);
    const reply = await ask(`${site.url}/page`);
    expect(reply.status).toBe(502);
    expect(reply.body).toContain("<h1>502 Bad Gateway</h1>");
    expect(reply.body).toContain(`Nothing listens at ${upstream}`);
    expect(events.join("\n")).toContain(
      `app: the app did not answer GET /page: nothing listens at ${upstream}`,
    );
  });

  test("sends a large upload through", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(declare({ authSettings: undefined }), onTestFinished);
    const body = "x".repeat(5_000_000);
    const reply = await ask(site.url, { method: "POST", body });
    expect((JSON.parse(reply.body) as Echoed).body).toHaveLength(body.length);
  });

  test("carries WebSockets for who is signed in, with the injected headers, and no others", async ({
    expect,
    onTestFinished,
  }) => {
    const seen: IncomingMessage[] = [];
    const upstream = await startSocketEcho(onTestFinished, (message) => seen.push(message));
    const { site: door, entra } = await openTestSite(declare(), onTestFinished);
    await door.close();
    const site = await openSite({
      declaration: declare(),
      port: 0,
      authority: entra.authority,
      upstream,
      onEvent: () => {},
    });
    onTestFinished(() => site.close());

    const refused = await upgrade(site.url, { "x-ms-client-principal-id": "forged" }).catch(String);
    expect(refused).toBe("401");
    expect(seen).toHaveLength(0);

    const browser = new Browser();
    const away = await browser.open(site.url);
    await browser.post(
      `${site.url}/.auth/login/aad/callback`,
      await entra.answerTo(new URL(away.headers["location"] ?? "")),
    );
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const socket = await upgrade(site.url, { cookie, "x-ms-client-principal-id": "forged" });
    socket.write("hello");
    const echoed = await new Promise((resolve) => socket.once("data", (data) => resolve(String(data))));
    expect(echoed).toBe("hello");
    expect(seen[0]?.headers["x-ms-client-principal-name"]).toBe("alice@raptor.test");
    expect(seen[0]?.headers["x-ms-client-principal-id"]).not.toBe("forged");
    socket.destroy();
  });

  test("takes an upgrade to anything but a WebSocket for an ordinary request", async ({
    expect,
    onTestFinished,
  }) => {
    const { site } = await openTestSite(declare({ authSettings: undefined }), onTestFinished);
    const reply = await ask(site.url, { headers: { connection: "Upgrade", upgrade: "h2c" } });
    expect(reply.status).toBe(200);
    expect((JSON.parse(reply.body) as Echoed).headers["upgrade"]).toBeUndefined();
  });
});
