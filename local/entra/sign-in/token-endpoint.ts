import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthorizationCode, Provider, RefreshToken } from "oidc-provider";
import type { Application } from "../directory/state.ts";
import { findClient } from "./authorize-request.ts";
import type { ClientProof } from "./claims.ts";
import {
  authenticateBySecret,
  readClientCredentials,
  type AuthenticatedClient,
} from "./client-authentication.ts";
import { VOUCHED } from "./client-store.ts";
import type { SignInContext } from "./context.ts";
import { envelopeOf } from "./envelope.ts";
import { checkAssertion } from "./federated-assertion.ts";
import { grantedScopeTexts } from "./granted-scope-texts.ts";
import { json, readForm, rewritten, send, type Fields } from "./http.ts";
import { indicatorOf, internalScope, publicScope } from "./internal-scopes.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { parameterMissing } from "./refusals.ts";
import { grantTypeUnsupported } from "./token-refusals.ts";
import {
  checkClientCredentials,
  checkCode,
  checkRefreshToken,
  scopesOfGrant,
  type PresentedGrant,
  type TokenScopes,
} from "./token-request.ts";

export type TokenEndpoint = {
  readonly context: SignInContext;
  readonly provider: Provider;
  /** how the client of a request proved who it is: the token says so */
  readonly proofs: WeakMap<IncomingMessage, ClientProof>;
};

/** POST /oauth2/v2.0/token: Entra's rules first, then oidc-provider issues. */
export async function answerTokenRequest(
  endpoint: TokenEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { context, provider, proofs } = endpoint;
  const form = await readForm(request);
  const accepted = await accept(endpoint, form, request.headers.authorization);
  if (isRefusal(accepted)) {
    context.onEvent({ kind: "refused", endpoint: "token", refusal: accepted });
    send(response, json(accepted.status, envelopeOf(accepted, context.now())));
    return;
  }
  const { client, proof } = accepted.by;
  const inner = rewritten(request, {
    method: "POST",
    url: new URL(context.urls.token).pathname,
    form: { ...accepted.form, client_id: client.clientId, ...VOUCHED },
  });
  proofs.set(inner, proof);
  await provider.callback()(inner, response);
}

type Accepted = { readonly by: AuthenticatedClient; readonly form: Fields };

async function accept(
  endpoint: TokenEndpoint,
  form: Fields,
  authorization: string | undefined,
): Promise<Accepted | Refusal> {
  const by = await authenticate(endpoint.context, form, authorization);
  if (isRefusal(by)) return by;
  const rewrittenForm = await formForLibrary(endpoint, by.client, form);
  return isRefusal(rewrittenForm) ? rewrittenForm : { by, form: rewrittenForm };
}

async function authenticate(
  context: SignInContext,
  form: Fields,
  authorization: string | undefined,
): Promise<AuthenticatedClient | Refusal> {
  const credentials = readClientCredentials(form, authorization);
  if (isRefusal(credentials)) return credentials;
  if (credentials.assertion === undefined) {
    return authenticateBySecret(context.state, credentials, context.now());
  }
  const client = findClient(context.state, credentials.clientId);
  if (isRefusal(client)) return client;
  return (await checkAssertion(context, client, credentials.assertion)) ?? { client, proof: "2" };
}

async function formForLibrary(
  endpoint: TokenEndpoint,
  client: Application,
  form: Fields,
): Promise<Fields | Refusal> {
  const { grant_type } = form;
  switch (grant_type) {
    case undefined:
      return parameterMissing("grant_type");
    case "authorization_code":
      return redeemCode(endpoint, client, form);
    case "refresh_token":
      return refresh(endpoint, client, form);
    case "client_credentials": {
      const resource = checkClientCredentials(endpoint.context.state, client, form);
      if (isRefusal(resource)) return resource;
      const { texts, application } = resource;
      return { grant_type, scope: texts.join(" "), resource: indicatorOf(application) };
    }
    default:
      return grantTypeUnsupported(grant_type);
  }
}

async function redeemCode(
  endpoint: TokenEndpoint,
  client: Application,
  form: Fields,
): Promise<Fields | Refusal> {
  const { code = "", redirect_uri, code_verifier } = form;
  const model = await endpoint.provider.AuthorizationCode.find(code, { ignoreExpiration: true });
  const presented = checkCode(client, form, model && presentedGrant(model));
  if (isRefusal(presented)) return presented;
  const scopes = scopesOfGrant(endpoint.context.state, client, presented, form["scope"]);
  if (isRefusal(scopes)) return scopes;
  await widen(endpoint, client, presented.model, scopes);
  const resource = indicatorOf(scopes.resources[0].application);
  return { grant_type: "authorization_code", code, redirect_uri, code_verifier, resource };
}

async function refresh(
  endpoint: TokenEndpoint,
  client: Application,
  form: Fields,
): Promise<Fields | Refusal> {
  const { refresh_token = "", scope } = form;
  const model = await endpoint.provider.RefreshToken.find(refresh_token, { ignoreExpiration: true });
  const presented = checkRefreshToken(client, form, model && presentedGrant(model));
  if (isRefusal(presented)) return presented;
  const scopes = scopesOfGrant(endpoint.context.state, client, presented, scope);
  if (isRefusal(scopes)) return scopes;
  await widen(endpoint, client, presented.model, scopes);
  const resource = indicatorOf(scopes.resources[0].application);
  const narrowed = scope === undefined ? undefined : internalScope(scopes);
  return { grant_type: "refresh_token", refresh_token, scope: narrowed, resource };
}

type Presented = PresentedGrant & { readonly model: AuthorizationCode | RefreshToken };

function presentedGrant(model: AuthorizationCode | RefreshToken): Presented {
  return {
    model,
    clientId: model.clientId,
    userId: model.accountId ?? "",
    scope: publicScope(model.scope) ?? "",
    isExpired: model.isExpired,
    isRedeemed: "consumed" in model && model.consumed !== undefined,
    redirectUri: "redirectUri" in model ? model.redirectUri : undefined,
    codeChallenge: "codeChallenge" in model ? model.codeChallenge : undefined,
  };
}

/**
 * oidc-provider holds a code or token to the scopes it was issued for; Entra's are good for whatever the user has
 * granted the client by now. contract: entra C2
 */
async function widen(
  endpoint: TokenEndpoint,
  client: Application,
  model: AuthorizationCode | RefreshToken,
  scopes: TokenScopes,
): Promise<void> {
  const { context, provider } = endpoint;
  const grant = await provider.Grant.find(model.grantId ?? "", { ignoreExpiration: true });
  if (!grant) return;
  const [{ application }] = scopes.resources;
  const party = { client, userId: model.accountId };
  grant.addResourceScope(
    indicatorOf(application),
    grantedScopeTexts(context.state, party, application.clientId).join(" "),
  );
  await grant.save();
  model.scope = union(model.scope?.split(" "), internalScope(scopes).split(" ")).join(" ");
  model.resource = union([model.resource ?? []].flat(), [indicatorOf(application)]);
  await model.save();
}

function union(known: readonly string[] = [], more: readonly string[]): string[] {
  return [...new Set([...known, ...more])];
}
