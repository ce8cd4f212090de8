import { request } from "node:http";

export const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Test";

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  readonly body: string;
};

export type Ask = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
};

/** Asks a site by its local name without following redirects. Connects to loopback, whatever the system resolves. */
export async function ask(url: string, options: Ask = {}): Promise<Reply> {
  const { host, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path: `${pathname}${search}`,
        method: options.method ?? "GET",
        headers: { host, ...options.headers },
        agent: false,
      },
      (answer) => {
        let body = "";
        answer.on("data", (chunk) => (body += String(chunk)));
        answer.on("end", () => {
          const { "set-cookie": setCookies = [], ...headers } = answer.headers;
          resolve({
            status: answer.statusCode ?? 0,
            headers: headers as Record<string, string>,
            setCookies,
            body,
          });
        });
        answer.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(options.body);
  });
}

/** A browser with a cookie jar for one site. */
export class Browser {
  readonly cookies = new Map<string, string>();

  async open(url: string, options: Ask = {}): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const reply = await ask(url, {
      ...options,
      headers: { "user-agent": BROWSER, ...(cookie && { cookie }), ...options.headers },
    });
    for (const line of reply.setCookies) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/expires=Thu, 01 Jan 1970/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(name.length + 1));
    }
    return reply;
  }

  /** Posts what the sign-in service sends to the callback. */
  async post(url: string, form: URLSearchParams, headers: Record<string, string> = {}): Promise<Reply> {
    return this.open(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: form.toString(),
    });
  }
}
