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

/** At most two letters or digits: of the first and the last word that have any. Of an address only the first. */
export function initialsOf(name: string): string {
  const letters = name
    .normalize("NFC")
    .split(/[\s@]+/)
    .flatMap((word) => word.match(/[\p{L}\p{N}]/u) ?? []);
  const last = letters.length > 1 && !name.includes("@") ? letters.at(-1) : "";
  return [letters.at(0), last].join("").toUpperCase();
}
