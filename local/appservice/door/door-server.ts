import { createServer, ServerResponse, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Handle } from "./handle.ts";

export type DoorServer = {
  readonly port: number;
  readonly closeUpgraded: () => void;
  readonly close: () => Promise<void>;
};

/** Listens on loopback and hands each request, WebSocket upgrades included, to `handle`. */
export async function createDoorServer(port: number, handle: Handle): Promise<DoorServer> {
  const upgraded = new Set<Socket>();
  // a session's cookies and a form of tokens are larger than Node's usual 16 kB of headers
  const server = createServer(
    { maxHeaderSize: 64 * 1024, shouldUpgradeCallback: isWebSocket },
    (message, response) => void handle(message, response),
  );

  server.on("upgrade", (message: IncomingMessage, socket: Socket, head: Buffer) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
    socket.on("error", () => socket.destroy());
    const response = new ServerResponse(message);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once("finish", () => socket.end());
    void handle(message, response, { socket, head });
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`port ${port} of 127.0.0.1 is taken`, { cause: error })
          : error,
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the front door has no port");

  function closeUpgraded(): void {
    for (const socket of upgraded) socket.destroy();
  }

  return {
    port: address.port,
    closeUpgraded,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      closeUpgraded();
      await closed;
    },
  };
}

/** Other upgrades (h2c) are ordinary requests that need not be honoured. */
function isWebSocket(message: IncomingMessage): boolean {
  return message.headers.upgrade?.toLowerCase() === "websocket";
}
