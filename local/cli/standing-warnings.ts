import type { SiteEvent } from "../appservice/events.ts";

export type StandingWarnings = {
  /** What a site has to say; while the program runs, its warnings are kept back. */
  onEvent(event: SiteEvent): void;
  /** The program runs. A site is not yet what it will be. */
  changing(): void;
  /** Everything stands; says of the warnings that hold now those that did not hold before. */
  standing(warnings: readonly { readonly site: string; readonly message: string }[]): void;
};

/** Warnings are for what stands in the end, not for what passes on the way there. */
export function createStandingWarnings(say: (event: SiteEvent) => void): StandingWarnings {
  let stands = false;
  let said: ReadonlySet<string> = new Set();
  return {
    onEvent(event) {
      if (stands || event.kind !== "warning") say(event);
    },
    changing() {
      stands = false;
    },
    standing(warnings) {
      stands = true;
      const keys = new Set<string>();
      for (const { site, message } of warnings) {
        const key = `${site}: ${message}`;
        if (!said.has(key)) say({ site, kind: "warning", message });
        keys.add(key);
      }
      said = keys;
    },
  };
}
