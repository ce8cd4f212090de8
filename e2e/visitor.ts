import { ask, BROWSER, type Reply } from "../local/appservice/testing/browser.ts";

export type Page = Pick<Reply, "status" | "body"> & { readonly url: string };

/** A person with a browser that keeps cookies, follows redirects and hands forms on, and needs no more than that. */
export class Visitor {
  /** by host, because cookies ignore ports and each site has a host of its own */
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Opens a page and goes wherever that leads. */
  async open(url: string, form?: URLSearchParams): Promise<Page> {
    for (let at = url, sent = form, steps = 0; steps < 20; steps++) {
      const reply = await this.#send(at, sent);
      const { location } = reply.headers;
      const handedOn = location === undefined ? formOf(reply.body) : undefined;
      if (location === undefined && !handedOn) return { url: at, status: reply.status, body: reply.body };
      sent = handedOn?.fields;
      at = new URL(location ?? handedOn?.action ?? "", at).href;
    }
    throw new Error(`${url} leads in a circle`);
  }

  /** Opens a page that asks to sign in, and chooses an account: the first, or the one at that place of the list. */
  async signIn(url: string, place = 0): Promise<Page> {
    const { url: at, body } = await this.open(url);
    const users = [...body.matchAll(/name="user" value="([^"]+)"/g)].map(([, value = ""]) => value);
    const [, action = ""] = /<form method="post" action="([^"]+)"/.exec(body) ?? [];
    const user = users[place];
    if (user === undefined) throw new Error(`${at} lists ${users.length} users`);
    return this.open(new URL(unescape(action), at).href, new URLSearchParams({ user }));
  }

  async #send(url: string, form: URLSearchParams | undefined): Promise<Reply> {
    const { hostname } = new URL(url);
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const reply = await ask(url, {
      headers: {
        "user-agent": BROWSER,
        accept: "text/html",
        ...(cookie && { cookie }),
        ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form && { method: "POST", body: form.toString() }),
    });
    for (const line of reply.setCookies) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return reply;
  }
}

/** The form that a page submits by script as soon as it is there. */
function formOf(body: string): { readonly action: string; readonly fields: URLSearchParams } | undefined {
  const [, action] = /<form method="post" action="([^"]+)"/.exec(body) ?? [];
  if (action === undefined || !body.includes("document.forms[0].submit()")) return undefined;
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return {
    action: unescape(action),
    fields: new URLSearchParams(
      fields.map(([, name = "", value = ""]): [string, string] => [name, unescape(value)]),
    ),
  };
}

function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = { amp: "&", quot: '"', "#39": "'", lt: "<", gt: ">" };
  return text.replaceAll(/&(amp|quot|#39|lt|gt);/g, (_, name: string) => characters[name] ?? "");
}
