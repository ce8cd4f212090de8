import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthorizationCode, Provider, RefreshToken } from "oidc-provider";
import type { Application } from "../directory/state.ts";
import {
  authenticateBySecret,
  readClientCredentials,
  type AuthenticatedClient,
} from "./client-authentication.ts";
import type { ClientProof } from "./claims.ts";
import { findClient } from "./authorize-request.ts";
import type { SignInContext } from "./context.ts";
import { envelopeOf } from "./envelope.ts";
import { checkAssertion } from "./federated-assertion.ts";
import { json, readForm, rewritten, send, type Fields } from "./http.ts";
import { indicatorOf, internalScope, OFFLINE } from "./internal-scopes.ts";
import { grantedScopeTexts, VOUCHED } from "./oidc.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { grantTypeUnsupported, parameterMissing } from "./refusals.ts";
import type { RequestedScopes } from "./requested-scopes.ts";
import {
  checkClientCredentials,
  checkCode,
  checkRefreshToken,
  scopesOfGrant,
  type PresentedGrant,
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
  const authenticated = await authenticate(context, form, request.headers.authorization);
  const accepted = isRefusal(authenticated)
    ? authenticated
    : await accept(endpoint, authenticated.client, form);
  if (isRefusal(authenticated) || isRefusal(accepted)) {
    const refusal = isRefusal(authenticated) ? authenticated : (accepted as Refusal);
    send(response, json(refusal.status, envelopeOf(refusal, context.now())));
    return;
  }
  const inner = rewritten(request, {
    method: "POST",
    url: new URL(context.urls.token).pathname,
    form: { ...accepted, client_id: authenticated.client.clientId, ...VOUCHED },
  });
  proofs.set(inner, authenticated.proof);
  await provider.callback()(inner, response);
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

/** The form for oidc-provider. */
async function accept(endpoint: TokenEndpoint, client: Application, form: Fields): Promise<Fields | Refusal> {
  const { context, provider } = endpoint;
  const grantType = form["grant_type"];
  switch (grantType) {
    case undefined:
      return parameterMissing("grant_type");
    case "authorization_code": {
      const code = await provider.AuthorizationCode.find(form["code"] ?? "", { ignoreExpiration: true });
      const presented = code && presentedGrant(code);
      const refusal = checkCode(client, form, presented);
      if (refusal || !code || !presented) return refusal ?? parameterMissing("code");
      const scopes = scopesOfGrant(context.state, client, presented, form["scope"]);
      if (isRefusal(scopes)) return scopes;
      await widen(endpoint, client, code, scopes);
      return {
        grant_type: grantType,
        code: form["code"],
        redirect_uri: form["redirect_uri"],
        code_verifier: form["code_verifier"],
        resource: indicatorOf(scopes.resources[0].application),
      };
    }
    case "refresh_token": {
      const token = await provider.RefreshToken.find(form["refresh_token"] ?? "", { ignoreExpiration: true });
      const presented = token && presentedGrant(token);
      const refusal = checkRefreshToken(client, form, presented);
      if (refusal || !token || !presented) return refusal ?? parameterMissing("refresh_token");
      const scopes = scopesOfGrant(context.state, client, presented, form["scope"]);
      if (isRefusal(scopes)) return scopes;
      await widen(endpoint, client, token, scopes);
      return {
        grant_type: grantType,
        refresh_token: form["refresh_token"],
        resource: indicatorOf(scopes.resources[0].application),
        ...(form["scope"] === undefined ? {} : { scope: internalScope(scopes) }),
      };
    }
    case "client_credentials": {
      const resource = checkClientCredentials(context.state, client, form["scope"]);
      if (isRefusal(resource)) return resource;
      return {
        grant_type: grantType,
        scope: resource.texts.join(" "),
        resource: indicatorOf(resource.application),
      };
    }
    default:
      return grantTypeUnsupported(grantType);
  }
}

function presentedGrant(model: AuthorizationCode | RefreshToken): PresentedGrant {
  return {
    clientId: model.clientId,
    userId: model.accountId,
    scope: (model.scope ?? "").replace(OFFLINE, "offline_access"),
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
  scopes: RequestedScopes,
): Promise<void> {
  const { context, provider } = endpoint;
  const grant = await provider.Grant.find(model.grantId ?? "", { ignoreExpiration: true });
  if (!grant) return;
  const userId = model.accountId ?? "";
  for (const { application } of scopes.resources) {
    const texts = grantedScopeTexts(context.state, { client, userId }, application.clientId);
    grant.addResourceScope(indicatorOf(application), texts.join(" "));
  }
  await grant.save();
  model.scope = [...new Set([...(model.scope ?? "").split(" "), ...internalScope(scopes).split(" ")])].join(
    " ",
  );
  model.resource = [
    ...new Set(
      [model.resource ?? [], scopes.resources.map(({ application }) => indicatorOf(application))].flat(2),
    ),
  ];
  await model.save();
}
