import { ProviderError } from "../../provider/handler.ts";

/** What Microsoft Graph answers for an object that is not there. */
export function resourceNotFound(id: string): ProviderError {
  return new ProviderError(
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** 409 of Microsoft Graph: an object with the same key is there already. */
export function sameKeyValue(message: string): ProviderError {
  return new ProviderError("Request_MultipleObjectsWithSameKeyValue", message);
}

/** 400 of Microsoft Graph */
export function badRequest(message: string): ProviderError {
  return new ProviderError("Request_BadRequest", message);
}
