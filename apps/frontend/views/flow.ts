import type { Failure, Station } from "../failure.ts";
import { stations } from "../failure.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";

/** How far a call came: not asked for yet, all the way, or up to a failure. */
export type Progress = "idle" | "complete" | Pick<Failure, "stoppedAt" | "caption">;

type State = "done" | "failed" | "waiting";

const labels: Readonly<Record<Station, string>> = {
  browser: "Your browser",
  frontend: "This site",
  frontDoor: "The API's front door",
  api: "The API",
};

const captions: Readonly<Record<State, Readonly<Record<Station, string>>>> = {
  done: {
    browser: "Signed in",
    frontend: "Called the API for you",
    frontDoor: "Let the call in",
    api: "Answered with your profile",
  },
  waiting: {
    browser: "Signs in",
    frontend: "Calls the API for you",
    frontDoor: "Checks token and caller",
    api: "Answers with your profile",
  },
  failed: { browser: "Failed", frontend: "Failed", frontDoor: "Failed", api: "Failed" },
};

const marks: Readonly<Record<State, { readonly words: string; readonly path: string }>> = {
  done: { words: "done", path: "m5 10.5 3.5 3.5L15 7" },
  failed: { words: "failed here", path: "m6 6 8 8m0-8-8 8" },
  waiting: { words: "not yet", path: "M10 10h.01" },
};

/** The way of a call from the browser to the API, with how far it came. */
export function flow(progress: Progress): Html {
  return html`<ol class="flow" aria-label="The way of the call">
    ${stations.map((station) => step(station, progress))}
  </ol>`;
}

function step(station: Station, progress: Progress): Html {
  const { state, caption } = stepOf(station, progress);
  const { words, path } = marks[state];
  return html`<li class="${state}">
    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="${path}" /></svg>
    <div class="step">
      <strong>${labels[station]}</strong>
      <span class="unseen">(${words}):</span>
      <span class="caption">${caption}</span>
    </div>
  </li>`;
}

/** What the picture says about one station. */
export function stepOf(
  station: Station,
  progress: Progress,
): { readonly state: State; readonly caption: string } {
  if (typeof progress === "object" && station === progress.stoppedAt) {
    return { state: "failed", caption: progress.caption };
  }
  const state = stations.indexOf(station) < reachedBy(progress) ? "done" : "waiting";
  const caption =
    state === "waiting" && typeof progress === "object" ? "Not reached" : captions[state][station];
  return { state, caption };
}

/** How many stations did their part. */
function reachedBy(progress: Progress): number {
  if (progress === "idle") return 1;
  if (progress === "complete") return stations.length;
  return stations.indexOf(progress.stoppedAt);
}
