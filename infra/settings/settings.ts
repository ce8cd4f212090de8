import { SKUS, type Instances, type Sku } from "../appservice/sku.ts";
import type { UnauthenticatedAction } from "../appservice/auth-settings.ts";
import type { Credentials } from "../entra/credential.ts";
import { boolean, listOf, matching, objectOf, oneOf, positiveInteger, range, type Parse } from "./parse.ts";
import { region } from "./regions.ts";

/** One row of the README's table, and all there is to know about a setting. */
export type Setting<T> = {
  readonly default: T;
  readonly parse: Parse<T>;
  /** completes "must be …" */
  readonly allowed: string;
  readonly meaning: string;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SITE_NAME: Pick<Setting<string>, "parse" | "allowed"> = {
  parse: matching(/^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$/),
  allowed: "2 to 60 letters, digits and hyphens, without a hyphen at either end",
};

const CREDENTIALS = ["secret", "managedIdentity"] as const satisfies readonly Credentials[];
const UNAUTHENTICATED = ["Return401", "RedirectToLoginPage", "Return403"] as const;
const NODE_VERSIONS = ["24-lts", "22-lts"] as const;

/** Every setting of the project, in the order of the README's table. The names are those of the stack file. */
export const SETTINGS = {
  location: setting<string>({
    default: "East US 2",
    parse: region,
    allowed:
      "a public Azure region, such as `East US 2`, `eastus2` or `Sweden Central`; one that is newer than this program goes into `infra/settings/regions.ts`",
    meaning: "Where everything is created",
  }),
  resourceGroupName: setting<string>({
    default: "rg-raptor-test",
    parse: matching(/^[\w().-]{0,89}[\w()-]$/),
    allowed:
      "1 to 90 letters, digits, underscores, hyphens, periods and parentheses, without a period at the end",
    meaning: "The resource group of the stack",
  }),
  planName: setting<string>({
    default: "myPlan",
    parse: matching(/^[A-Za-z0-9-]{1,60}$/),
    allowed: "1 to 60 letters, digits and hyphens",
    meaning: "The App Service plan that both sites run on. Another name makes the sites anew too",
  }),
  sku: setting<Sku>({
    default: "F1",
    parse: oneOf(keysOf(SKUS)),
    allowed: oneOfText(keysOf(SKUS)),
    meaning:
      "The size of the plan. From `B1` on: Always On, a health check, and more than one instance. Going back to " +
      "`F1` also takes another `planName`",
  }),
  instances: setting<Instances>({
    default: { minimum: 1, maximum: 1 },
    parse: range,
    allowed: "a number from 1 on, or a range such as `2-5`",
    meaning: "How many machines run the sites. A range turns on automatic scaling and needs a Premium size",
  }),
  frontendName: setting<string>({
    default: "raptor-client",
    ...SITE_NAME,
    meaning: "The site that people open, and its registration",
  }),
  backendName: setting<string>({
    default: "raptor-server",
    ...SITE_NAME,
    meaning: "The site with the API, and its registration",
  }),
  nodeVersion: setting<(typeof NODE_VERSIONS)[number]>({
    default: "24-lts",
    parse: oneOf(NODE_VERSIONS),
    allowed: oneOfText(NODE_VERSIONS),
    meaning: "The Node of App Service that runs both apps",
  }),
  credentials: setting<Credentials>({
    default: "secret",
    parse: oneOf(CREDENTIALS),
    allowed: oneOfText(CREDENTIALS),
    meaning:
      "How the sites prove who they are and read their packages: a client secret and a signed URL, or a managed " +
      "identity and no secret anywhere (the deployer then needs the right to assign roles)",
  }),
  preAuthorize: setting<boolean>({
    default: true,
    parse: boolean,
    allowed: "`true` or `false`",
    meaning: "The backend lets the frontend and `additionalClients` in without asking the user for consent",
  }),
  adminGrant: setting<boolean>({
    default: true,
    parse: boolean,
    allowed: "`true` or `false`",
    meaning:
      "Grants the frontend its scopes for everyone in the tenant (admin consent). Needs a stronger right; without " +
      "it users are asked for consent, where the tenant lets them",
  }),
  backendUnauthenticated: setting<UnauthenticatedAction>({
    default: "Return401",
    parse: oneOf(UNAUTHENTICATED),
    allowed: oneOfText(UNAUTHENTICATED),
    meaning:
      "What the backend answers to a caller without a token. `RedirectToLoginPage` lets browsers sign in",
  }),
  additionalClients: setting<readonly string[]>({
    default: [],
    parse: listOf((text) => matching(UUID)(text.toLowerCase())),
    allowed: "a list of at least one client id (a UUID), each once; leave it out for none",
    meaning: "Applications that may call the backend besides the frontend",
  }),
  assignmentRequired: setting<boolean>({
    default: false,
    parse: boolean,
    allowed: "`true` or `false`",
    meaning: "Only users who are assigned to the frontend's enterprise application may sign in",
  }),
  tags: setting<Readonly<Record<string, string>>>({
    default: {},
    // 128 characters is the limit of a storage account, the narrowest of the resources that get them
    parse: objectOf({ name: /^[^<>%&\\?/]{1,128}$/, value: /^[^]{0,256}$/, maximum: 50 }),
    allowed:
      "an object of at most 50 texts of up to 256 characters, under names of 1 to 128 characters other than `<>%&\\?/`",
    meaning: "Tags of every Azure resource that can have them",
  }),
  secretGeneration: setting<number>({
    default: 1,
    parse: positiveInteger,
    allowed: "a whole number from 1 on",
    meaning:
      "Raise it by one to rotate: new client secrets, while the ones before stay valid until the next time, and " +
      "URLs signed with the storage account's other key. Old URLs end when the key they are signed with is renewed",
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [K in SettingName]: (typeof SETTINGS)[K]["default"] };

export function keysOf<const T extends object>(table: T): readonly (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

function oneOfText(values: readonly string[]): string {
  return `one of ${values.map((value) => `\`${value}\``).join(", ")}`;
}
