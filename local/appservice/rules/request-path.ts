/** Splits a request target into path and query, both as sent; undefined when it is not of the form "/path". */
export function requestPath(target: string): { readonly path: string; readonly search: string } | undefined {
  if (!target.startsWith("/")) return undefined;
  const question = target.indexOf("?");
  return question < 0
    ? { path: target, search: "" }
    : { path: target.slice(0, question), search: target.slice(question) };
}

/** Whether a server might read the path as another one: dot segments, backslashes, encoded separators. */
export function isAmbiguous(path: string): boolean {
  return /%(2f|5c|25|00)|\\/i.test(path) || path.split("/").some((part) => /^(\.|%2e){1,2}$/i.test(part));
}
