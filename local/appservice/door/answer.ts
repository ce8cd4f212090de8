import type { ServerResponse } from "node:http";
import type { Refusal } from "../rules/refusal.ts";

/** What the front door itself answers. A header may come more than once. */
export type Answer = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** why the request was turned away, for the log */
  readonly refused?: Refusal;
};

export function redirect(location: string, cookies: readonly string[] = []): Answer {
  return { status: 302, headers: [["location", location], ...asHeaders(cookies)], body: "" };
}

export function html(status: number, body: string, cookies: readonly string[] = []): Answer {
  return {
    status,
    headers: [
      ["content-type", "text/html; charset=utf-8"],
      ["cache-control", "no-store"],
      ["x-content-type-options", "nosniff"],
      ...asHeaders(cookies),
    ],
    body,
  };
}

export function json(value: unknown, cookies: readonly string[] = []): Answer {
  return {
    status: 200,
    headers: [
      ["content-type", "application/json; charset=utf-8"],
      ["cache-control", "no-store"],
      ...asHeaders(cookies),
    ],
    body: JSON.stringify(value),
  };
}

export function empty(status: number, cookies: readonly string[] = []): Answer {
  return { status, headers: [["cache-control", "no-store"], ...asHeaders(cookies)], body: "" };
}

export function withHeader(answer: Answer, name: string, value: string | undefined): Answer {
  return value === undefined ? answer : { ...answer, headers: [...answer.headers, [name, value]] };
}

export function send(response: ServerResponse, answer: Answer): void {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.setHeader("content-length", Buffer.byteLength(answer.body));
  response.end(answer.body);
}

function asHeaders(cookies: readonly string[]): readonly (readonly [string, string])[] {
  return cookies.map((cookie) => ["set-cookie", cookie] as const);
}
