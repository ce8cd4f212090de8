import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { errors } from "jose";

/** In one line what the sign-in service, or the check of what it sent, found wrong. Carries no token. */
export function whyFailed(error: unknown): string {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    return oneLine(`${error.error}: ${error.error_description ?? ""}`);
  }
  if (error instanceof ClientError) return oneLine(error.message);
  if (error instanceof errors.JOSEError) return oneLine(error.message);
  return error instanceof Error ? oneLine(error.message) : "unknown failure";
}

/** Whether the sign-in service could not be reached at all, which is nobody's wrong credential. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof errors.JWKSTimeout || error.name === "TimeoutError" || error.name === "AbortError") {
    return true;
  }
  return error instanceof TypeError && error.message === "fetch failed"
    ? true
    : error.cause instanceof Error && isUnreachable(error.cause);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 600);
}
