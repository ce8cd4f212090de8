/** What came back from the backend, told apart by what can be done about it. */
export type BackendAnswer =
  | { readonly kind: "profile"; readonly profile: Readonly<Record<string, unknown>>; readonly body: unknown }
  /** a status other than 2xx; `message` is the API's own explanation, when it gave one */
  | { readonly kind: "status"; readonly status: number; readonly message: string | undefined }
  /** 2xx, but not the JSON that was agreed on */
  | { readonly kind: "unreadable"; readonly status: number; readonly contentType: string }
  /** no answer at all; `reason` is a code such as ECONNREFUSED */
  | { readonly kind: "unreachable"; readonly reason: string | undefined }
  | { readonly kind: "timeout"; readonly afterMs: number };

export type BackendRequest = {
  /** ends in a slash */
  readonly backendUrl: URL;
  readonly accessToken: string;
  readonly timeoutMs: number;
};

/**
 * Calls GET /get-profile of the backend on behalf of the signed-in person. Never throws, and no answer holds the
 * token: an error of `fetch` may quote the header that it refuses, so only its code is kept.
 */
export async function fetchProfile({
  backendUrl,
  accessToken,
  timeoutMs,
}: BackendRequest): Promise<BackendAnswer> {
  try {
    const response = await fetch(new URL("get-profile", backendUrl), {
      headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
      redirect: "manual", // the token is for this address and no other
      signal: AbortSignal.timeout(timeoutMs),
    });
    return toAnswer(response.status, response.headers.get("content-type") ?? "", await response.text());
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError")
      return { kind: "timeout", afterMs: timeoutMs };
    return { kind: "unreachable", reason: codeOf(error) };
  }
}

function toAnswer(status: number, contentType: string, text: string): BackendAnswer {
  const body = parseJson(text);
  if (status < 200 || status > 299) return { kind: "status", status, message: messageOf(body) };
  const profile = property(body, "profile");
  return isRecord(profile) ? { kind: "profile", profile, body } : { kind: "unreadable", status, contentType };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(body: unknown): string | undefined {
  const message = property(property(body, "error"), "message");
  return typeof message === "string" ? message : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = property(property(error, "cause"), "code");
  return typeof code === "string" ? code : undefined;
}

function property(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
