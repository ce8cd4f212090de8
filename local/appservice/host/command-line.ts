/**
 * The words of an app command line. Azure hands it to a shell; here there is none, so what only a shell understands
 * is refused by name instead of being passed on as a word.
 */
export function commandLine(text: string): readonly string[] | { readonly problem: string } {
  const shellOnly = /[|&;<>()$`*?~\n]/.exec(text.replaceAll(/'[^']*'/g, ""));
  if (shellOnly) {
    return {
      problem: `appCommandLine '${text}' needs a shell for '${shellOnly[0]}'. Local Azure starts programs without one: write a program and its arguments, for example 'node server.cjs'.`,
    };
  }
  const words = text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  if (words.length === 0)
    return { problem: "appCommandLine is empty. Set it, for example to 'node server.cjs'." };
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
