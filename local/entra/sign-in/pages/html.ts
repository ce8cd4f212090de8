import { htmlEscape } from "escape-goat";

/** Markup that is safe to send: everything that came in from outside is escaped. */
export type Html = { readonly markup: string };

/** Escapes every value that is not Html itself. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { markup: String.raw({ raw: strings }, ...values.map(markupOf)) };
}

/** Our own style or script, to the byte, because the policy of the page names its hash. */
export function inline(element: "style" | "script", text: string): Html {
  return { markup: `<${element}>${text}</${element}>` };
}

type HtmlValue = Html | string | undefined | readonly HtmlValue[];

function markupOf(value: HtmlValue): string {
  if (value === undefined) return "";
  if (typeof value === "string") return htmlEscape(value);
  if ("markup" in value) return value.markup;
  return value.map(markupOf).join("");
}
