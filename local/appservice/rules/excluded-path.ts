import { isAmbiguous } from "./request-path.ts";

/**
 * Whether authentication is not asked for on this path. An entry is a path or ends in "/*"; case does not matter.
 * A path that an app could read as another one ("/open/../admin") is never excluded. contract: easyauth 1.2
 */
export function isExcluded(path: string, excludedPaths: readonly string[]): boolean {
  if (isAmbiguous(path)) return false;
  const wanted = path.toLowerCase();
  return excludedPaths.some((entry) => {
    const pattern = entry.toLowerCase();
    return pattern.endsWith("/*") ? wanted.startsWith(pattern.slice(0, -1)) : wanted === pattern;
  });
}
