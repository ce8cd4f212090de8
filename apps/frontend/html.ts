import { htmlEscape } from "escape-goat";

/** Markup that is safe to show as it is. Only `html` makes it. */
export type Html = { readonly markup: string };

/** Builds markup. Strings and numbers are escaped, `Html` is put in as it is, undefined is nothing. */
export function html(
  template: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[] | undefined)[]
): Html {
  const parts = template.map((text, index) => text + markupOf(values[index]));
  return { markup: parts.join("") };
}

function markupOf(value: string | number | Html | readonly Html[] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return htmlEscape(value);
  if (typeof value === "number") return String(value);
  if ("markup" in value) return value.markup;
  return value.map(({ markup }) => markup).join("");
}
