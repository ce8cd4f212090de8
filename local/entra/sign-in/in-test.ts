import { createDirectory, type Directory, type User } from "../directory.ts";
import { shown } from "../directory/manifest.ts";
import { createEntraProvider } from "../provider.ts";
import { apiInputs, driver, SCOPE_ID, TENANT, TYPES, type Declared } from "../resources/in-test.ts";
import { startSignIn, type SignIn, type SignInEvent } from "../sign-in.ts";
import type { Properties } from "../../provider/values.ts";

export { TENANT } from "../resources/in-test.ts";

const FRONTEND_HOST = "https://raptor-client.azurewebsites.net";
export const CALLBACK = "http://raptor-client.localhost:8401/.auth/login/aad/callback";

export type Scenario = Tenant & {
  readonly signIn: SignIn;
  readonly member: User;
  readonly guest: User;
  readonly events: readonly SignInEvent[];
  /** scope of the frontend's sign-in, as App Service asks for it */
  readonly scope: string;
};

export type Registration = {
  readonly clientId: string;
  readonly application: Declared;
  readonly servicePrincipal: Declared;
  /** object id of the service principal */
  readonly principalId: string;
};

/** What the product's program declares, in a tenant of its own. */
export type Tenant = {
  readonly directory: Directory;
  readonly cloud: ReturnType<typeof driver>;
  readonly backend: Registration;
  readonly frontend: Registration & { readonly secret: string };
};

export type TenantOptions = { readonly preAuthorize?: boolean; readonly now?: () => Date };

/** contract: entra A13 */
export async function declaredTenant(options: TenantOptions = {}): Promise<Tenant> {
  const directory = createDirectory({ tenantId: TENANT });
  const cloud = driver(createEntraProvider(directory, options.now ? { now: options.now } : {}));

  async function register(inputs: Properties): Promise<Registration> {
    const application = await cloud.create(TYPES.application, inputs);
    const clientId = shown(application.outputs["clientId"]);
    const servicePrincipal = await cloud.create(TYPES.servicePrincipal, { clientId });
    const principalId = shown(servicePrincipal.outputs["objectId"]);
    return { clientId, application, servicePrincipal, principalId };
  }

  const backend = await register(apiInputs());
  await cloud.create(TYPES.identifierUri, {
    applicationId: backend.application.id,
    identifierUri: `api://${backend.clientId}`,
  });
  const frontend = await register({
    displayName: "raptor-client",
    api: { requestedAccessTokenVersion: 2 },
    web: {
      redirectUris: [`${FRONTEND_HOST}/.auth/login/aad/callback`],
      implicitGrant: { idTokenIssuanceEnabled: true },
    },
    requiredResourceAccesses: [
      { resourceAppId: backend.clientId, resourceAccesses: [{ id: SCOPE_ID, type: "Scope" }] },
    ],
  });
  const password = await cloud.create(TYPES.password, { applicationId: frontend.application.id });
  if (options.preAuthorize !== false) {
    await cloud.create(TYPES.preAuthorized, {
      applicationId: backend.application.id,
      authorizedClientId: frontend.clientId,
      permissionIds: [SCOPE_ID],
    });
  }
  return { directory, cloud, backend, frontend: { ...frontend, secret: shown(password.outputs["value"]) } };
}

export function localUri(declared: string): string {
  return declared.replace(FRONTEND_HOST, "http://raptor-client.localhost:8401");
}

/** The declared tenant with a sign-in service over it. */
export async function startScenario(options: TenantOptions = {}): Promise<Scenario> {
  const tenant = await declaredTenant(options);
  const { directory } = tenant;
  const [member, guest] = directory.users();
  if (!member || !guest) throw new Error("there are two users");
  const events: SignInEvent[] = [];
  const signIn = await startSignIn({
    directory,
    port: 0,
    localUri,
    onEvent: (event) => events.push(event),
    ...(options.now ? { now: options.now } : {}),
  });
  const scope = `openid profile email offline_access api://${tenant.backend.clientId}/user_impersonation`;
  return { ...tenant, signIn, member, guest, events, scope };
}

/** A browser as far as the sign-in service can tell: it keeps cookies and does not follow on its own. */
export function browser() {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>();

  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name.split("|")[0]}=${value}`)
      .join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const [name = "", value = ""] = pair.split("=");
      const path = attributes.find((attribute) => attribute.startsWith("path="))?.slice(5) ?? "/";
      if (value === "" || line.includes("01 Jan 1970")) cookies.delete(`${name}|${path}`);
      else cookies.set(`${name}|${path}`, { value, path });
    }
    return response;
  }

  /** Follows redirects within the sign-in service. */
  async function visit(url: string, init: RequestInit = {}): Promise<Visited> {
    let response = await request(url, init);
    let at = url;
    for (;;) {
      const location = response.headers.get("location");
      const next = location === null ? undefined : new URL(location, at);
      if (!next || next.origin !== new URL(url).origin) {
        const policy = response.headers.get("content-security-policy");
        return { at, status: response.status, location, policy, text: await response.text() };
      }
      at = next.href;
      response = await request(at);
    }
  }

  function submit(page: Visited, fields: Record<string, string>): Promise<Visited> {
    return visit(page.at, { method: "POST", body: new URLSearchParams(fields) });
  }

  return { visit, submit };
}

export type Visited = {
  readonly at: string;
  readonly status: number;
  /** where the browser would leave the sign-in service to */
  readonly location: string | null;
  /** Content-Security-Policy */
  readonly policy: string | null;
  readonly text: string;
};

/** The hidden fields of a page that posts itself to an application. */
export function postedFields(page: Visited): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [, name = "", value = ""] of page.text.matchAll(/name="([^"]*)" value="([^"]*)"/g)) {
    fields.append(name, value.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"'));
  }
  return fields;
}

/** The authorize request of App Service. contract: entra B4 */
export function authorizeUrl(
  scenario: Scenario,
  parameters: Record<string, string | undefined> = {},
): string {
  const all: Record<string, string | undefined> = {
    response_type: "code id_token",
    redirect_uri: CALLBACK,
    client_id: scenario.frontend.clientId,
    scope: scenario.scope,
    response_mode: "form_post",
    nonce: "0f0e0d0c0b0a09080706050403020100_20260101000000",
    state: "redir=%2F",
    ...parameters,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.append(name, value);
  return `${scenario.signIn.url}/${TENANT}/oauth2/v2.0/authorize?${query.toString()}`;
}

/** Signs a user in and returns what the application's callback gets. */
export async function signInAs(
  scenario: Scenario,
  user: User,
  parameters: Record<string, string | undefined> = {},
): Promise<URLSearchParams> {
  const { visit, submit } = browser();
  const picker = await visit(authorizeUrl(scenario, parameters));
  return postedFields(await submit(picker, { user: user.objectId }));
}

export async function postToken(
  scenario: Scenario,
  form: Record<string, string>,
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await fetch(`${scenario.signIn.url}/${TENANT}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: scenario.frontend.clientId,
      client_secret: scenario.frontend.secret,
      ...form,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
