import type { IncomingMessage, ServerResponse } from "node:http";
import type { InteractionResults, Provider } from "oidc-provider";
import { addUserConsent } from "../directory/permission-grants.ts";
import { findServicePrincipalByClientId, type Application, type User } from "../directory/state.ts";
import { findUserByName } from "../directory/users.ts";
import { expiredFlow, refusedAuthorize, responseModeOf } from "./authorize-endpoint.ts";
import { findClient } from "./authorize-request.ts";
import { missingConsent } from "./consent.ts";
import type { SignInContext } from "./context.ts";
import { envelopeOf } from "./envelope.ts";
import { readForm, send, type Fields, type Reply } from "./http.ts";
import { publicScope } from "./internal-scopes.ts";
import { firstObstacle } from "./obstacle.ts";
import { accountPage } from "./pages/account-page.ts";
import { consentPage } from "./pages/consent-page.ts";
import { errorPage } from "./pages/error-page.ts";
import { ANYWHERE } from "./pages/layout.ts";
import { requestedPermissions } from "./permissions.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { consentDeclined } from "./refusals.ts";
import { readScopes, type RequestedScopes } from "./requested-scopes.ts";

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;
type Session = Awaited<ReturnType<Provider["Session"]["get"]>>;

/** The interrupted authorize request, read again: the directory may have changed since. */
type Step = {
  readonly context: SignInContext;
  readonly interaction: Interaction;
  readonly client: Application;
  readonly scopes: RequestedScopes;
  readonly redirectUri: string;
  /** who is signed in here */
  readonly user: User | undefined;
};

/** A page, or what the interaction ends with, on top of what the person has answered before or instead of it. */
type Outcome =
  | { readonly page: Reply }
  | { readonly result: InteractionResults; readonly startsOver?: boolean };

/** The pages between an authorize request and its answer: account, consent, and what stops a person. */
export async function answerInteraction(
  context: SignInContext,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await findInteraction(provider, request, response);
  if (!interaction) {
    send(response, expiredFlow(context));
    return;
  }
  const step = readStep(context, interaction);
  if (isRefusal(step)) {
    send(response, refusedAuthorize(context, step, undefined, {}));
    return;
  }
  const form = request.method === "POST" ? await readForm(request) : undefined;
  const outcome = form === undefined ? show(step) : await decide(step, form);
  if ("page" in outcome) {
    send(response, outcome.page);
    return;
  }
  const { result, startsOver = false } = outcome;
  const session = await provider.Session.get(provider.createContext(request, response));
  const newcomer = result.login !== undefined && result.login.accountId !== session.accountId;
  if (newcomer || startsOver) await forgetAccount(session, step.interaction);
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: !startsOver });
}

function readStep(context: SignInContext, interaction: Interaction): Step | Refusal {
  const { client_id, redirect_uri, scope } = plainParameters(interaction);
  const client = findClient(context.state, client_id);
  if (isRefusal(client)) return client;
  const scopes = readScopes(context.state, client, publicScope(scope));
  if (isRefusal(scopes)) return scopes;
  const user = context.state.users.get(interaction.session?.accountId ?? "");
  return { context, interaction, client, scopes, redirectUri: redirect_uri ?? "", user };
}

function show(step: Step): Outcome {
  const { context, interaction, client, user } = step;
  const { name } = interaction.prompt;
  if (name === "login" || name === "select_account" || !user) return showAccounts(step);
  const obstacle = firstObstacle(context.state, { ...step, loginHint: undefined });
  if (obstacle?.kind === "assignment" || obstacle?.kind === "adminConsent") {
    const { refusal } = obstacle;
    context.onEvent({ kind: "refused", endpoint: "authorize", refusal });
    const envelope = envelopeOf(refusal, context.now());
    return { page: errorPage({ ...commonParts(step), refusal, envelope }) };
  }
  const permissions = requestedPermissions(client, step.scopes);
  return { page: consentPage({ ...commonParts(step), userName: user.userPrincipalName, permissions }) };
}

/** A hint that names a user does what a password would do elsewhere, unless the application wants the question asked. */
function showAccounts(step: Step): Outcome {
  const { context, interaction, user } = step;
  const users = [...context.state.users.values()];
  const { login_hint } = plainParameters(interaction);
  const hinted = login_hint === undefined ? undefined : findUserByName(users, login_hint);
  const { name, reasons } = interaction.prompt;
  if (hinted && name === "login" && !reasons.includes("login_prompt")) {
    return { result: { login: { accountId: hinted.objectId } } };
  }
  return { page: accountPage({ ...commonParts(step), users, signedInId: user?.objectId }) };
}

async function decide(step: Step, form: Fields): Promise<Outcome> {
  const { context, interaction } = step;
  const { name } = interaction.prompt;
  const picked = context.state.users.get(form["user"] ?? "");
  if (picked && (name === "login" || name === "select_account")) {
    return { result: { login: { accountId: picked.objectId }, select_account: {} } };
  }
  if (form["switch"] !== undefined) {
    return { result: {}, startsOver: true };
  }
  if (name === "consent" && form["consent"] === "decline") {
    await interaction.destroy();
    const parameters = plainParameters(interaction);
    return { page: refusedAuthorize(context, consentDeclined(), step.redirectUri, parameters) };
  }
  if (name === "consent" && form["consent"] === "accept") {
    recordConsent(step);
    return { result: { consent: {} } };
  }
  return show(step);
}

/** What the person accepts is a grant of theirs in the directory, where the next request finds it. */
function recordConsent({ context: { state }, client, scopes, user }: Step): void {
  const principal = findServicePrincipalByClientId(state, client.clientId);
  if (!user || !principal) return;
  const party = { client, userId: user.objectId };
  for (const { resource, scopes: missing } of missingConsent(state, party, scopes.resources)) {
    addUserConsent(state, {
      clientId: principal.objectId,
      resourceId: resource.principal.objectId,
      userId: user.objectId,
      scopes: missing.map((scope) => scope.value),
    });
  }
}

/**
 * Another account may take over the browser's session, as it is now: another tab may have signed in since the question.
 * The tokens of the account before stay good, as Entra's do.
 */
async function forgetAccount(session: Session, interaction: Interaction): Promise<void> {
  if (session.accountId === undefined) return;
  delete session.accountId;
  delete session.authorizations;
  await session.persist();
  // otherwise the library finds that the account changed behind its back
  delete interaction.session;
  await interaction.persist();
}

function commonParts({ context, interaction, client }: Step) {
  return {
    tenantName: context.state.tenantDomain,
    applicationName: client.manifest.displayName,
    action: `${new URL(context.urls.signIn).pathname}/${interaction.uid}`,
    // a form_post answer begins with a page of ours; any other leaves straight from the form
    formTargets: responseModeOf(plainParameters(interaction)) === "form_post" ? [] : ANYWHERE,
  };
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

function plainParameters(interaction: Interaction): Fields {
  return Object.fromEntries(
    Object.entries(interaction.params).map(([name, value]) => [
      name,
      typeof value === "string" ? value : undefined,
    ]),
  );
}
