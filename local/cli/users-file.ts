import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { UserInput } from "../entra/directory.ts";
import { UserError } from "./user-error.ts";

/** Beside Pulumi.yaml; optional. */
export const USERS_FILE = "users.json";

const TEXTS = ["displayName", "userPrincipalName", "objectId", "mail", "givenName", "surname"] as const;
const REQUIRED = new Set<string>(["displayName", "userPrincipalName"]);
const USER_TYPES = ["Member", "Guest"];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The users a project wants in the local tenant; undefined: it has no users.json, and the default ones serve. */
export function readUsers(projectDir: string): readonly UserInput[] | undefined {
  const path = join(projectDir, USERS_FILE);
  if (!existsSync(path)) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError(
      `${USERS_FILE} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return checkUsers(content);
}

/** All that is wrong at once, each with its place, its value and what is allowed. */
export function checkUsers(content: unknown): readonly UserInput[] {
  if (!Array.isArray(content) || content.length === 0) {
    throw new UserError(`${USERS_FILE} must be a list with at least one user`);
  }
  const users: readonly unknown[] = content;
  const problems = [...users.flatMap(problemsOfUser), ...sameNames(users)];
  if (problems.length > 0)
    throw new UserError(`${USERS_FILE}:\n${problems.map((line) => `  ${line}`).join("\n")}`);
  return users.map((user) => ({ userType: "Member", ...(user as object) }) as UserInput);
}

function problemsOfUser(user: unknown, index: number): readonly string[] {
  const at = `[${index}]`;
  if (typeof user !== "object" || user === null || Array.isArray(user)) return [`${at} must be an object`];
  const fields = new Map(Object.entries(user));
  const problems: string[] = [];
  for (const name of fields.keys()) {
    if (name !== "userType" && !(TEXTS as readonly string[]).includes(name)) {
      problems.push(`${at}.${name} is unknown; known are ${[...TEXTS, "userType"].join(", ")}`);
    }
  }
  for (const name of TEXTS) {
    const value: unknown = fields.get(name);
    if (value === undefined ? REQUIRED.has(name) : typeof value !== "string" || value.trim() === "") {
      problems.push(`${at}.${name} is ${JSON.stringify(value)} and must be a text that is not empty`);
    }
  }
  const { userPrincipalName, userType, objectId } = user as Partial<UserInput>;
  if (typeof userPrincipalName === "string" && !/^[^\s@]+@[^\s@]+$/.test(userPrincipalName)) {
    problems.push(`${at}.userPrincipalName is '${userPrincipalName}' and must have the form name@domain`);
  }
  if (typeof objectId === "string" && !GUID.test(objectId)) {
    problems.push(`${at}.objectId is '${objectId}' and must be a GUID`);
  }
  if (userType !== undefined && !USER_TYPES.includes(userType)) {
    problems.push(`${at}.userType is ${JSON.stringify(userType)} and must be ${USER_TYPES.join(" or ")}`);
  }
  return problems;
}

function sameNames(users: readonly unknown[]): readonly string[] {
  const seen = new Set<string>();
  return users.flatMap((user, index) => {
    const name = (user as Partial<UserInput> | null)?.userPrincipalName;
    if (typeof name !== "string") return [];
    if (seen.has(name.toLowerCase())) return [`[${index}].userPrincipalName '${name}' is there already`];
    seen.add(name.toLowerCase());
    return [];
  });
}
