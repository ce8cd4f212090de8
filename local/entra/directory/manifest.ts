import { isList, isObject, type Properties, type PropertyValue } from "../../provider/values.ts";
import { badRequest } from "./graph-error.ts";
import type { AppRole, Manifest, Scope } from "./state.ts";

/** Reads the declared inputs of azuread.Application. They are checked already: what is not there has its default. */
export function readManifest(declared: Properties): Manifest {
  const api = object(declared["api"]);
  const web = object(declared["web"]);
  return {
    displayName: text(declared["displayName"]) ?? "",
    signInAudience: text(declared["signInAudience"]) ?? "AzureADMyOrg",
    accessTokenVersion: api["requestedAccessTokenVersion"] === 2 ? 2 : 1,
    scopes: objects(api["oauth2PermissionScopes"]).map(readScope),
    appRoles: objects(declared["appRoles"]).map(readAppRole),
    redirectUris: texts(web["redirectUris"]),
    logoutUrl: text(web["logoutUrl"]),
    homepageUrl: text(web["homepageUrl"]),
    idTokenIssuanceEnabled: object(web["implicitGrant"])["idTokenIssuanceEnabled"] === true,
    owners: texts(declared["owners"]),
    requiredResourceAccesses: objects(declared["requiredResourceAccesses"]).map((access) => ({
      resourceAppId: text(access["resourceAppId"]) ?? "",
      permissionIds: objects(access["resourceAccesses"]).map((permission) => text(permission["id"]) ?? ""),
    })),
  };
}

function readScope(declared: Properties): Scope {
  return {
    id: text(declared["id"]) ?? "",
    value: text(declared["value"]) ?? "",
    type: declared["type"] === "Admin" ? "Admin" : "User",
    enabled: declared["enabled"] !== false,
    adminConsentDisplayName: text(declared["adminConsentDisplayName"]) ?? "",
    adminConsentDescription: text(declared["adminConsentDescription"]) ?? "",
    userConsentDisplayName: text(declared["userConsentDisplayName"]) ?? "",
    userConsentDescription: text(declared["userConsentDescription"]) ?? "",
  };
}

function readAppRole(declared: Properties): AppRole {
  return {
    id: text(declared["id"]) ?? "",
    value: text(declared["value"]),
    enabled: declared["enabled"] !== false,
    allowedMemberTypes: texts(declared["allowedMemberTypes"]),
    displayName: text(declared["displayName"]) ?? "",
    description: text(declared["description"]) ?? "",
  };
}

export function object(value: PropertyValue | undefined): Properties {
  return isObject(value) ? value : {};
}

export function objects(value: PropertyValue | undefined): readonly Properties[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** An empty string counts as nothing, as it does for the azuread provider. */
export function text(value: PropertyValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function texts(value: PropertyValue | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

/** For inputs that `check` has let through already. */
export function requiredText(inputs: Properties, property: string): string {
  const value = text(inputs[property]);
  if (value === undefined) throw badRequest(`The property '${property}' must not be empty.`);
  return value;
}

/** A value in a message: text as it is, anything else as JSON */
export function shown(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
