import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import type { TestContext } from "vitest";
import { openSite, type RunningSite } from "../open-site.ts";
import type { SiteDeclaration } from "../site.ts";

/** A site before any server, with what it tells. */
export async function openBefore(
  declaration: SiteDeclaration,
  upstream: string,
  onTestFinished: TestContext["onTestFinished"],
): Promise<{ readonly site: RunningSite; readonly events: readonly string[] }> {
  const events: string[] = [];
  const site = await openSite({
    declaration,
    port: 0,
    authority: { issuerFor: () => undefined, managedIdentityAssertion: () => Promise.resolve("") },
    upstream,
    onEvent: ({ kind, message }) => events.push(`${kind}: ${message}`),
  });
  onTestFinished(() => site.close());
  return { site, events };
}

/** Listens on loopback until the test ends. */
export async function startServer(
  server: Server,
  onTestFinished: TestContext["onTestFinished"],
): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

/** Switches protocols and sends back every byte. */
export async function startSocketEcho(
  onTestFinished: TestContext["onTestFinished"],
  onUpgrade: (message: IncomingMessage) => void = () => {},
): Promise<string> {
  const server = createServer();
  server.on("upgrade", (message, socket) => {
    onUpgrade(message);
    socket.on("error", () => {});
    socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n");
    socket.pipe(socket);
  });
  return startServer(server, onTestFinished);
}

/** The socket after a successful upgrade; rejects with the status otherwise. */
export async function upgrade(url: string, headers: Readonly<Record<string, string>>): Promise<Socket> {
  const { host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({
      host: "127.0.0.1",
      port,
      headers: { host, connection: "Upgrade", upgrade: "websocket", ...headers },
    });
    sent.once("upgrade", (_, socket: Socket) => {
      socket.on("error", () => {});
      resolve(socket);
    });
    sent.once("response", (answer) => {
      answer.resume();
      // oxlint-disable-next-line prefer-promise-reject-errors -- the status is all a test wants
      reject(answer.statusCode);
    });
    sent.once("error", reject);
    sent.end();
  });
}

/** The answer as soon as its headers are there. */
export async function answerTo(url: string): Promise<IncomingMessage> {
  const { host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, headers: { host } }, resolve).once("error", reject).end();
  });
}
