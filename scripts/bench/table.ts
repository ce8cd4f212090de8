export type Figure = { readonly name: string; readonly value: string; readonly goal?: string };

/** Figures as aligned columns. */
export function table(figures: readonly Figure[]): string {
  const rows = [{ name: "figure", value: "measured", goal: "goal" }, ...figures];
  const widths = [column(rows.map((row) => row.name)), column(rows.map((row) => row.value))] as const;
  return rows
    .map((row) =>
      `${row.name.padEnd(widths[0])}  ${row.value.padStart(widths[1])}  ${row.goal ?? ""}`.trimEnd(),
    )
    .join("\n");
}

function column(cells: readonly string[]): number {
  return Math.max(...cells.map((cell) => cell.length));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
