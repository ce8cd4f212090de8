import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { badRequest, resourceNotFound } from "./graph-error.ts";
import type { Application, DirectoryState, Password } from "./state.ts";

export type PasswordRequest = {
  readonly displayName: string | undefined;
  readonly startDate: Date | undefined;
  readonly endDate: Date | undefined;
};

/** `secret` leaves the directory here and nowhere else. */
export function addPassword(
  state: DirectoryState,
  objectId: string,
  request: PasswordRequest,
  now: Date,
): { readonly password: Password; readonly secret: string } {
  const application = state.applications.get(objectId);
  if (!application) throw resourceNotFound(objectId);
  const startDate = request.startDate ?? now;
  const endDate = request.endDate ?? twoYearsAfter(startDate);
  if (endDate <= startDate) {
    throw badRequest(
      `The credential's endDate ${endDate.toISOString()} is not after its startDate ${startDate.toISOString()}.`,
    );
  }
  const secret = generateSecret();
  const password: Password = {
    keyId: randomUUID(),
    displayName: request.displayName ?? "",
    startDate,
    endDate,
    hash: sha256(secret),
  };
  state.applications.set(objectId, { ...application, passwords: [...application.passwords, password] });
  return { password, secret };
}

export function removePassword(state: DirectoryState, objectId: string, keyId: string): void {
  const application = state.applications.get(objectId);
  if (!application) return;
  state.applications.set(objectId, {
    ...application,
    passwords: application.passwords.filter((password) => password.keyId !== keyId),
  });
}

/** Compares with every secret of the application, so that the time taken says nothing about which one was close. */
export function matchPassword(
  application: Application,
  secret: string,
  now: Date,
): "valid" | "expired" | "wrong" {
  const hash = sha256(secret);
  const matches = application.passwords.filter((password) => timingSafeEqual(password.hash, hash));
  if (matches.length === 0) return "wrong";
  const current = matches.some((password) => password.startDate <= now && now < password.endDate);
  return current ? "valid" : "expired";
}

/** Entra's secrets are 40 characters, the fourth of them a digit and then "Q~". */
function generateSecret(): string {
  const random = randomBytes(48).toString("base64").replaceAll("+", "~").replaceAll("/", "_");
  return `${random.slice(0, 3)}8Q~${random.slice(3, 37)}`;
}

function sha256(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

/** Graph's default lifetime of a secret */
function twoYearsAfter(date: Date): Date {
  const end = new Date(date);
  end.setUTCFullYear(end.getUTCFullYear() + 2);
  return end;
}
