import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { publicOrigin } from "../rules/public-host.ts";
import { requestPath } from "../rules/request-path.ts";
import { parseCookies } from "../session/cookies.ts";
import type { EasyAuth } from "../settings.ts";

/** A request as the rules and endpoints see it. */
export type DoorRequest = {
  readonly method: string;
  /** as sent, without the query */
  readonly path: string;
  /** "" or "?…" as sent */
  readonly search: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: ReadonlyMap<string, string>;
  readonly userAgent: string | undefined;
  /** the origin that browsers know the site by */
  readonly origin: string;
  /** The whole body as text; throws BodyTooLarge. */
  readonly body: () => Promise<string>;
};

/** An ID token that lists 200 groups is some 12 kB. */
const BODY_LIMIT = 256 * 1024;

export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** undefined when the target is not a path, which only proxies are asked for. */
export function doorRequest(
  message: IncomingMessage,
  forwardProxy: EasyAuth["forwardProxy"] | undefined,
  localUrl: string,
): DoorRequest | undefined {
  const target = requestPath(message.url ?? "");
  if (!target) return undefined;
  return {
    method: message.method ?? "GET",
    ...target,
    query: new URLSearchParams(target.search),
    headers: message.headers,
    cookies: parseCookies(message.headers.cookie),
    userAgent: message.headers["user-agent"],
    origin: publicOrigin(message.headers, forwardProxy, localUrl),
    body: () => readBody(message),
  };
}

/** Reads to the end even when it is too much, so that the answer can still be heard. */
async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) throw new BodyTooLarge(`the body is larger than ${BODY_LIMIT} bytes`);
  return Buffer.concat(chunks).toString();
}
