/**
 * Runtime stacks of App Service on Linux in the form of `linuxFxVersion`. Azure keeps a list of exact versions, which
 * changes every few months. Node's are the ones of its long-term releases; of the other stacks, which local Azure
 * does not run, the version must only look like one of theirs.
 */
const stacks: Readonly<Record<string, RegExp>> = {
  NODE: /^(1[02468]|2[024])-lts$/,
  DOTNETCORE: /^\d+\.\d+$/,
  PYTHON: /^3\.\d+$/,
  PHP: /^\d+\.\d+$/,
  JAVA: /^\d+(\.\d+)*-java\d+$/,
  TOMCAT: /^\d+(\.\d+)*-java\d+$/,
  JBOSSEAP: /^\d+(\.\d+)*-java\d+(_byol)?$/,
  DOCKER: /^.+$/,
  SITECONTAINERS: /^$/,
};

export function isKnownLinuxRuntime(linuxFxVersion: string): boolean {
  const [stack = "", version = "", ...rest] = linuxFxVersion.split("|");
  if (!linuxFxVersion.includes("|") && stack.toUpperCase() !== "SITECONTAINERS") return false;
  return rest.length === 0 && (stacks[stack.toUpperCase()]?.test(version) ?? false);
}
