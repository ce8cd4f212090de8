import { createServer } from "node:http";
import type { TestContext } from "vitest";

/** An app behind the door that answers with what reached it. */
export async function startEcho(onTestFinished: TestContext["onTestFinished"]): Promise<string> {
  const server = createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      response.setHeader("content-type", "application/json");
      response.setHeader("access-control-allow-origin", "https://app-says.test");
      if (request.url === "/redirect") {
        response.statusCode = 302;
        response.setHeader("location", `https://${request.headers.host}/elsewhere`);
      }
      response.end(
        JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

export type Echoed = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
