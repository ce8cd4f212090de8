/** What the CLI's closing "Resources:" says: {"created": 37}, {"updated": 1, "replaced": 1, "unchanged": 35} */
export function resourceCounts(output: string): Readonly<Record<string, number>> {
  const closing = output.slice(output.lastIndexOf("\nResources:"));
  const lines = closing.matchAll(/^ +(?:[-+~=]{0,2} ?)(\d+) ([a-z ]+?)$/gm);
  const counts: Record<string, number> = {};
  for (const [, count, what = ""] of lines) {
    if (what !== "changes") counts[what.replace(/^to (\w+?)e?$/, "$1ed")] = Number(count);
  }
  // "2 changes. 35 unchanged"
  const unchanged = /(\d+) unchanged/.exec(closing)?.[1];
  return unchanged === undefined ? counts : { ...counts, unchanged: Number(unchanged) };
}
