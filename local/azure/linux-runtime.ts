/**
 * Runtime stacks of App Service on Linux in the form of `linuxFxVersion`. Azure keeps a list of exact versions, which
 * changes every few months; here the stack must be known and the version must look like one of that stack's.
 */
const stacks: Readonly<Record<string, RegExp>> = {
  NODE: /^\d{1,2}(-lts|\.\d+)?$/,
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
