import type { Caller } from "../../platform/caller.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { signOutPath } from "../platform-paths.ts";

/** Who is signed in, and the way out. */
export function account({ displayName, userPrincipalName }: Caller): Html {
  return html`<div class="account">
    <span class="avatar" aria-hidden="true">${initialsOf(displayName)}</span>
    <p class="who"><strong>${displayName}</strong><span class="upn">${userPrincipalName}</span></p>
    <a class="quiet" href="${signOutPath}">Sign out</a>
  </div>`;
}

/** At most two letters: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@]+/).filter((word) => word !== "");
  const letters = [words.at(0), words.length > 1 && !name.includes("@") ? words.at(-1) : undefined];
  return letters
    .map((word) => Array.from(word ?? "").at(0) ?? "")
    .join("")
    .toUpperCase();
}
