import { IncomingMessage, type ServerResponse } from "node:http";

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Fields of a form or of a query; of several with one name the last counts. */
export type Fields = Readonly<Record<string, string | undefined>>;

const LARGEST_FORM = 64 * 1024;

/** @throws RangeError when the body is larger than any request to a sign-in service is */
export async function readForm(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_FORM) throw new RangeError(`a form of more than ${LARGEST_FORM} bytes`);
    chunks.push(chunk);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
}

export function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { "cache-control": "no-store", ...reply.headers });
  response.end(reply.body);
}

/** The part of Koa's context that an answer needs. */
export type Answerable = {
  status: number;
  body: unknown;
  set(headers: Record<string, string>): void;
};

export function answerWith(ctx: Answerable, reply: Reply): void {
  ctx.status = reply.status;
  ctx.set({ ...reply.headers });
  ctx.body = reply.body ?? "";
}

export function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function seeOther(location: string): Reply {
  return { status: 303, headers: { location } };
}

/** The same request from the same browser with another line and form: what a handler hands on to oidc-provider. */
export function rewritten(
  original: IncomingMessage,
  line: { readonly method: "GET" | "POST"; readonly url: string; readonly form?: Fields },
): IncomingMessage {
  const request = new IncomingMessage(original.socket);
  const { host, cookie } = original.headers;
  request.method = line.method;
  request.url = line.url;
  request.headers = { ...(host === undefined ? {} : { host }), ...(cookie === undefined ? {} : { cookie }) };
  if (line.form) {
    const body = Buffer.from(encodeFields(line.form));
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.headers["content-length"] = String(body.length);
    request.push(body);
  }
  request.push(null);
  // otherwise Node takes it for a request that broke off, and closes the connection
  request.complete = true;
  return request;
}

export function encodeFields(fields: Fields): string {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) encoded.append(name, value);
  return encoded.toString();
}
