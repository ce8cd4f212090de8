import type { IncomingMessage, ServerResponse } from "node:http";
import type { InteractionResults, Provider } from "oidc-provider";
import { addUserConsent } from "../directory/permission-grants.ts";
import { findServicePrincipalByClientId, type Application, type User } from "../directory/state.ts";
import { findUserByName } from "../directory/users.ts";
import { refusedAuthorize } from "./authorize-endpoint.ts";
import { findClient } from "./authorize-request.ts";
import { missingConsent, wantedScopes } from "./consent.ts";
import type { SignInContext } from "./context.ts";
import { envelopeOf } from "./envelope.ts";
import { readForm, send, type Fields, type Reply } from "./http.ts";
import { firstObstacle } from "./interaction-policy.ts";
import { OFFLINE } from "./internal-scopes.ts";
import { accountPage } from "./pages/account-page.ts";
import { consentPage } from "./pages/consent-page.ts";
import { errorPage } from "./pages/error-page.ts";
import { isRefusal } from "./refusal.ts";
import { consentDeclined, flowExpired } from "./refusals.ts";
import { readScopes, type RequestedScopes } from "./requested-scopes.ts";

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** The pages between an authorize request and its answer: account, consent, and what stops a person. */
export async function answerInteraction(
  context: SignInContext,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await findInteraction(provider, request, response);
  if (!interaction) {
    send(response, refusedAuthorize(context, flowExpired(), undefined, {}));
    return;
  }
  const outcome =
    request.method === "POST"
      ? await decide(context, provider, interaction, await readForm(request))
      : show(context, interaction);
  if ("page" in outcome) {
    send(response, outcome.page);
    return;
  }
  await provider.interactionFinished(request, response, outcome.result, { mergeWithLastSubmission: true });
}

/** A page, or what the interaction ends with. */
type Outcome = { readonly page: Reply } | { readonly result: InteractionResults };

function show(context: SignInContext, interaction: Interaction): Outcome {
  const { state } = context;
  const client = findClient(state, text(interaction.params["client_id"]));
  if (isRefusal(client)) return { page: refusedAuthorize(context, client, undefined, {}) };
  const redirectUri = text(interaction.params["redirect_uri"]) ?? "";
  const loginHint = text(interaction.params["login_hint"]);
  const page = {
    tenantName: state.tenantDomain,
    applicationName: client.manifest.displayName,
    action: `${new URL(context.urls.signIn).pathname}/${interaction.uid}`,
    redirectOrigin: new URL(redirectUri).origin,
  };
  const { name, reasons } = interaction.prompt;
  if (name === "login" || name === "select_account") {
    const hinted = loginHint === undefined ? undefined : findUserByName(state.users.values(), loginHint);
    const mayskip = name === "login" && !reasons.includes("login_prompt");
    if (hinted && mayskip) return { result: { login: { accountId: hinted.objectId } } };
    return {
      page: accountPage({
        ...page,
        users: [...state.users.values()],
        signedInId: interaction.session?.accountId,
      }),
    };
  }
  const user = state.users.get(interaction.session?.accountId ?? "");
  if (!user) return { page: refusedAuthorize(context, flowExpired(), undefined, {}) };
  const scope = originalScope(interaction);
  const obstacle = firstObstacle(state, { client, user, loginHint: undefined, scope });
  if (obstacle?.kind === "assignment" || obstacle?.kind === "admin-consent") {
    return {
      page: errorPage({
        tenantName: state.tenantDomain,
        refusal: obstacle.refusal,
        envelope: envelopeOf(obstacle.refusal, context.now()),
        switchAction: page.action,
      }),
    };
  }
  const scopes = readScopes(state, client, scope);
  if (isRefusal(scopes))
    return { page: refusedAuthorize(context, scopes, redirectUri, plainParameters(interaction)) };
  return {
    page: consentPage({
      ...page,
      userName: user.userPrincipalName,
      permissions: requestedPermissions(client, scopes),
    }),
  };
}

async function decide(
  context: SignInContext,
  provider: Provider,
  interaction: Interaction,
  form: Fields,
): Promise<Outcome> {
  const { state } = context;
  const { name } = interaction.prompt;
  const picked = state.users.get(form["user"] ?? "");
  if (picked && (name === "login" || name === "select_account")) {
    await leaveSession(provider, interaction, picked);
    return { result: { login: { accountId: picked.objectId }, select_account: {} } };
  }
  if (form["switch"] !== undefined) {
    await leaveSession(provider, interaction, undefined);
    return { result: {} };
  }
  if (name === "consent" && form["consent"] === "decline") {
    const redirectUri = text(interaction.params["redirect_uri"]);
    await interaction.destroy();
    return { page: refusedAuthorize(context, consentDeclined(), redirectUri, plainParameters(interaction)) };
  }
  if (name === "consent" && form["consent"] === "accept") {
    recordConsent(context, interaction);
    return { result: { consent: {} } };
  }
  return show(context, interaction);
}

/** What the person accepts is a grant of theirs in the directory, where the next request finds it. */
function recordConsent({ state }: SignInContext, interaction: Interaction): void {
  const client = findClient(state, text(interaction.params["client_id"]));
  const userId = interaction.session?.accountId;
  if (isRefusal(client) || userId === undefined) return;
  const scopes = readScopes(state, client, originalScope(interaction));
  const principal = findServicePrincipalByClientId(state, client.clientId);
  if (isRefusal(scopes) || !principal) return;
  for (const { resource, scopes: missing } of missingConsent(state, { client, userId }, scopes.resources)) {
    addUserConsent(state, {
      clientId: principal.objectId,
      resourceId: resource.principal.objectId,
      userId,
      scopes: missing.map((scope) => scope.value),
    });
  }
}

/** Another account takes over the browser's session. The tokens of the one before stay good, as Entra's do. */
async function leaveSession(
  provider: Provider,
  interaction: Interaction,
  picked: User | undefined,
): Promise<void> {
  const { session } = interaction;
  if (!session?.uid || session.accountId === picked?.objectId) return;
  const stored = await provider.Session.findByUid(session.uid);
  if (!stored) return;
  delete stored.accountId;
  delete stored.authorizations;
  await stored.persist();
}

function requestedPermissions(
  client: Application,
  scopes: RequestedScopes,
): readonly { readonly title: string; readonly description: string }[] {
  return scopes.resources.flatMap((resource) =>
    wantedScopes(client, resource).map((scope) => ({
      title: scope.userConsentDisplayName || scope.adminConsentDisplayName || scope.value,
      description: scope.userConsentDescription || scope.adminConsentDescription,
    })),
  );
}

async function findInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(request, response);
  } catch {
    // no cookie, or gone by now: the library tells the two apart, the person need not
    return undefined;
  }
}

function originalScope(interaction: Interaction): string | undefined {
  return text(interaction.params["scope"])?.replace(OFFLINE, "offline_access");
}

function plainParameters(interaction: Interaction): Fields {
  return Object.fromEntries(Object.entries(interaction.params).map(([name, value]) => [name, text(value)]));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
