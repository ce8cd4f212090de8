/** Whether git leaves a path alone: relative to the folder of the .gitignore, with forward slashes. */
export type Ignores = (path: string, isFolder: boolean) => boolean;

type Rule = { readonly pattern: RegExp; readonly foldersOnly: boolean; readonly ignored: boolean };

/**
 * The rules of one .gitignore; the last one that matches decides. A path below an ignored folder is not looked at:
 * whoever walks a tree does not enter that folder.
 */
export function parseGitignore(text: string): Ignores {
  const rules = text.split(/\r?\n/).flatMap(parseLine);
  return (path, isFolder) =>
    rules.findLast((rule) => (isFolder || !rule.foldersOnly) && rule.pattern.test(path))?.ignored ?? false;
}

function parseLine(line: string): readonly Rule[] {
  const trimmed = line.trimEnd();
  if (trimmed === "" || trimmed.startsWith("#")) return [];
  const ignored = !trimmed.startsWith("!");
  const pattern = ignored ? trimmed.replace(/^\\/, "") : trimmed.slice(1);
  const foldersOnly = pattern.endsWith("/");
  const body = foldersOnly ? pattern.slice(0, -1) : pattern;
  // a slash anywhere but at the end ties the pattern to the folder of the .gitignore
  const start = body.includes("/") ? "^" : "^(?:.*/)?";
  return [{ pattern: new RegExp(`${start}${glob(body.replace(/^\//, ""))}$`), foldersOnly, ignored }];
}

function glob(pattern: string): string {
  return pattern.replaceAll(/\*\*\/|\/\*\*$|\*+|\?|[^*?]/g, (token) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "/**") return "/.*";
    if (token.startsWith("*")) return "[^/]*";
    return token === "?" ? "[^/]" : token.replace(/[.+^${}()|[\]\\/]/, String.raw`\$&`);
  });
}
