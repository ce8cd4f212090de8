import type { PulumiCli, Ran } from "./pulumi-cli.ts";

/** Runs the CLI and prints what a person would see of it, without folders of this machine. */
export type Transcript = {
  /** Prints the command and what it said; fails unless it ended with `code`. */
  pulumi(args: readonly string[], code?: number): Promise<Ran>;
  /** Prints the command, and what it said until it was killed, which is as soon as it said what `at` matches. */
  killed(at: RegExp, args: readonly string[]): Promise<void>;
  /** The same as `pulumi` without printing it. */
  quiet(...args: readonly string[]): Promise<string>;
  heading(text: string): void;
  note(text: string): void;
};

export function createTranscript(cli: PulumiCli, folders: Readonly<Record<string, string>>): Transcript {
  function print(text: string): void {
    process.stdout.write(`${trimmed(text)}\n`);
  }

  function trimmed(text: string): string {
    return Object.entries(folders).reduce((rest, [folder, name]) => rest.replaceAll(folder, name), text);
  }

  return {
    async pulumi(args, code = 0) {
      print(`\n$ pulumi ${args.join(" ")}`);
      const ran = await cli.run(...args);
      print(readable(ran.output));
      if (ran.code !== code) throw new Error(`pulumi ${args.join(" ")} ended with ${ran.code}`);
      return ran;
    },
    async killed(at, args) {
      print(`\n$ pulumi ${args.join(" ")}`);
      const { code, output } = await cli.runAndKill(at, ...args);
      print(readable(output));
      if (code !== null) throw new Error(`pulumi ${args.join(" ")} ended with ${code} before it was killed`);
      print("Killed");
    },
    async quiet(...args) {
      const { code, output } = await cli.run(...args);
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
      return output;
    },
    heading: (text) => print(`\n# ${text}`),
    note: (text) => print(`  ok: ${text}`),
  };
}

/** Without the lines that only say that something has begun, and without those that say that nothing changed. */
function readable(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/^@|(?:ing|running) *$|ing(?: \w+)? \(\d+s\)/.test(line))
    .filter((line) => !/^ {4}\S+ \S+ {2}$/.test(line))
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trimEnd();
}
