import { copyProject } from "../../e2e/project-copy.ts";
import { startRaptor } from "../../e2e/raptor.ts";
import { Visitor } from "../../e2e/visitor.ts";
import { median, type Figure } from "./table.ts";

const RUNS = 7;
const APP_GOAL_SECONDS = 1.5;
const PROGRAM_GOAL_SECONDS = 2.5;
const LIMIT_SECONDS = 60;

/** From the save of a file, in a copy of this project, to the first answer that shows it to somebody signed in. */
export async function measureEdits(): Promise<readonly Figure[]> {
  const copy = await copyProject();
  await copy.edit("apps/frontend/views/home-page.ts", (text) =>
    // oxlint-disable-next-line no-template-curly-in-string -- the source of a page
    text.replace("<h1>Hello, ", '<h1>code 0, program ${process.env["EDITION"]}, '),
  );
  await copy.edit("infra/index.ts", (text) =>
    text.replace("{ BACKEND_URL: backend.url }", '{ BACKEND_URL: backend.url, EDITION: "0" }'),
  );
  const raptor = await startRaptor(["-C", copy.folder, "--watch"]);
  const frontend = raptor.ready.frontend ?? "";
  const visitor = new Visitor();

  async function answers(text: string): Promise<void> {
    const limit = performance.now() + LIMIT_SECONDS * 1000;
    while (performance.now() < limit) {
      if ((await visitor.open(frontend)).body.includes(text)) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no answer with '${text}':\n${raptor.printed().stderr}`);
  }

  async function timeOf(path: string, change: (text: string) => string, shows: string): Promise<number> {
    const since = performance.now();
    await copy.edit(path, change);
    await answers(shows);
    const seconds = (performance.now() - since) / 1000;
    // the run that the edit started is to end before the next one is measured
    await new Promise((resolve) => setTimeout(resolve, 500));
    return seconds;
  }

  try {
    await visitor.signIn(frontend);
    const app: number[] = [];
    const program: number[] = [];
    for (let run = 1; run <= RUNS; run++) {
      app.push(
        await timeOf(
          "apps/frontend/views/home-page.ts",
          (text) => text.replace(/code \d+/, `code ${run}`),
          `code ${run},`,
        ),
      );
      program.push(
        await timeOf(
          "infra/index.ts",
          (text) => text.replace(/EDITION: "\d+"/, `EDITION: "${run}"`),
          `program ${run},`,
        ),
      );
    }
    return [
      {
        name: "save to first answer of the new code: an app",
        value: `${median(app).toFixed(2)} s`,
        goal: `under ${APP_GOAL_SECONDS} s`,
      },
      {
        name: "save to first answer of the new code: the program",
        value: `${median(program).toFixed(2)} s`,
        goal: `under ${PROGRAM_GOAL_SECONDS} s`,
      },
    ];
  } finally {
    await raptor.stop();
    await copy.remove();
  }
}
