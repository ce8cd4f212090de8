import { resolve } from "node:path";
import process from "node:process";
import { CLOUD_HELP, parseCloudOptions } from "./cli/cloud-options.ts";
import { parseStartOptions, START_HELP } from "./cli/start-options.ts";
import { start } from "./cli/start.ts";
import { explain } from "./cli/explain.ts";

const PROJECT = resolve(import.meta.dirname, "..");

/** The command line from its arguments to its exit code. It runs until `stop` is aborted. */
export async function main(argv: readonly string[], stop: AbortSignal): Promise<number> {
  const terminal = {
    stdout: (text: string): void => void process.stdout.write(text),
    stderr: (text: string): void => void process.stderr.write(text),
  };
  try {
    // npm runs scripts in the project's folder and keeps the caller's in INIT_CWD
    const folders = { project: PROJECT, caller: process.env["INIT_CWD"] ?? process.cwd() };
    if (argv[0] === "cloud") {
      const options = parseCloudOptions(argv.slice(1), folders);
      if (options === "help") terminal.stdout(CLOUD_HELP);
      else {
        // with all of the cloud behind it, which `npm start` loads while the program starts
        const { serveCloud } = await import("./cli/cloud-command.ts");
        await serveCloud(options, terminal, stop);
      }
    } else {
      const options = parseStartOptions(argv, folders);
      if (options === "help") terminal.stdout(START_HELP);
      else await start(options, terminal, stop);
    }
    return 0;
  } catch (error) {
    terminal.stderr(`\n${explain(error)}\n`);
    return 1;
  }
}
