import type { CheckFailure } from "../../provider/handler.ts";
import { isList, isUnknown, type Properties, type PropertyValue } from "../../provider/values.ts";
import { object, objects, shown } from "../directory/manifest.ts";
import { checkNotEmpty, checkOneOf, checkUuid } from "./check.ts";
import { checkIdentifierUri, checkLogoutUrl, checkRedirectUri } from "./check-uri.ts";

const SIGN_IN_AUDIENCES = [
  "AzureADMyOrg",
  "AzureADMultipleOrgs",
  "AzureADandPersonalMicrosoftAccount",
  "PersonalMicrosoftAccount",
];

/** The refusals that the real provider makes before it calls anything. contract: entra A14 */
export function checkApplication(inputs: Properties): readonly CheckFailure[] {
  const web = object(inputs["web"]);
  return [
    ...checkNotEmpty("displayName", inputs["displayName"]),
    ...checkOneOf("signInAudience", inputs["signInAudience"], SIGN_IN_AUDIENCES),
    ...each(inputs["owners"], (owner, index) => checkUuid(`owners[${index}]`, owner)),
    ...each(web["redirectUris"], (uri, index) => checkRedirectUri(`web.redirectUris[${index}]`, uri)),
    ...checkLogoutUrl("web.logoutUrl", web["logoutUrl"]),
    ...each(inputs["identifierUris"], (uri, index) => checkIdentifierUri(`identifierUris[${index}]`, uri)),
    ...checkTokenVersion(inputs),
    ...checkScopes(inputs),
    ...checkAppRoles(inputs),
    ...checkSharedNames(inputs),
    ...checkRequiredAccess(inputs),
    ...refuseNotServed(inputs),
  ];
}

function checkTokenVersion(inputs: Properties): readonly CheckFailure[] {
  const property = "api.requestedAccessTokenVersion";
  const version = object(inputs["api"])["requestedAccessTokenVersion"];
  const wrong = checkOneOf(property, version, [1, 2]);
  if (wrong.length > 0) return wrong;
  const personal = shown(inputs["signInAudience"] ?? "").includes("PersonalMicrosoftAccount");
  if (!personal || version === 2 || isUnknown(version)) return [];
  return [
    {
      property,
      reason: `must be 2 when signInAudience is ${shown(inputs["signInAudience"])}, got ${shown(version ?? 1)}`,
    },
  ];
}

function checkScopes(inputs: Properties): readonly CheckFailure[] {
  return objects(object(inputs["api"])["oauth2PermissionScopes"]).flatMap((scope, index) => {
    const path = `api.oauth2PermissionScopes[${index}]`;
    return [
      checkUuid(`${path}.id`, scope["id"] ?? ""),
      checkOneOf(`${path}.type`, scope["type"], ["Admin", "User"]),
      checkPermissionValue(`${path}.value`, scope["value"]),
    ].flat();
  });
}

function checkAppRoles(inputs: Properties): readonly CheckFailure[] {
  return objects(inputs["appRoles"]).flatMap((role, index) => {
    const path = `appRoles[${index}]`;
    return [
      checkUuid(`${path}.id`, role["id"] ?? ""),
      checkNotEmpty(`${path}.displayName`, role["displayName"]),
      checkPermissionValue(`${path}.value`, role["value"]),
      each(role["allowedMemberTypes"], (member, position) =>
        checkOneOf(`${path}.allowedMemberTypes[${position}]`, member, ["User", "Application"]),
      ),
    ].flat();
  });
}

/** Scopes and roles share one namespace, and one list of ids. contract: entra A3 */
function checkSharedNames(inputs: Properties): readonly CheckFailure[] {
  const declared = [
    ...objects(object(inputs["api"])["oauth2PermissionScopes"]).map((item, index) => ({
      path: `api.oauth2PermissionScopes[${index}]`,
      item,
    })),
    ...objects(inputs["appRoles"]).map((item, index) => ({ path: `appRoles[${index}]`, item })),
  ];
  return declared.flatMap(({ path, item }, position) =>
    (["id", "value"] as const).flatMap((key) => {
      const value = item[key];
      if (value === undefined || value === "" || isUnknown(value)) return [];
      const first = declared.slice(0, position).find((other) => other.item[key] === value);
      if (!first) return [];
      return [
        {
          property: `${path}.${key}`,
          reason: `${first.path}.${key} has the same value ${shown(value)}; scopes and app roles share one namespace`,
        },
      ];
    }),
  );
}

function checkRequiredAccess(inputs: Properties): readonly CheckFailure[] {
  return objects(inputs["requiredResourceAccesses"]).flatMap((access, index) => {
    const path = `requiredResourceAccesses[${index}]`;
    const permissions = objects(access["resourceAccesses"]).flatMap((permission, position) =>
      [
        checkUuid(`${path}.resourceAccesses[${position}].id`, permission["id"] ?? ""),
        checkOneOf(`${path}.resourceAccesses[${position}].type`, permission["type"], ["Role", "Scope"]),
      ].flat(),
    );
    return checkUuid(`${path}.resourceAppId`, access["resourceAppId"] ?? "").concat(permissions);
  });
}

/** What would change the sign-in without local Azure following it is refused by name. */
function refuseNotServed(inputs: Properties): readonly CheckFailure[] {
  return ["password", "templateId"]
    .filter((property) => inputs[property] !== undefined)
    .map((property) => ({
      property,
      reason:
        property === "password"
          ? "local Azure does not serve inline passwords; use azuread.ApplicationPassword"
          : "local Azure has no application gallery",
    }));
}

function checkPermissionValue(property: string, value: PropertyValue | undefined): readonly CheckFailure[] {
  if (value === undefined || isUnknown(value) || value === "") return [];
  if (/^[\w!#$%&'()*+,\-./:;<=>?@[\]^{}~|]+$/.test(shown(value)) && !shown(value).startsWith(".")) return [];
  return [
    {
      property,
      reason:
        "Value must be alphanumeric with these allowed characters: !#$%&'()*+,-./:;<=>?@[]^{}~|_ " +
        `and must not start with a dot, got ${shown(value)}`,
    },
  ];
}

function each(
  value: PropertyValue | undefined,
  check: (item: PropertyValue, index: number) => readonly CheckFailure[],
): readonly CheckFailure[] {
  return isList(value) ? value.flatMap(check) : [];
}
