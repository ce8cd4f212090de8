import { spawn } from "node:child_process";

/** The program that opens an address in the default browser, with its arguments; never through a shell. */
export function browserCommand(url: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === "darwin") return ["open", url];
  // `start` is a word of the shell; this is the program it ends up with
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}

/** Opens the default browser; `onFailure` gets a sentence where there is none to open. */
export function openBrowser(
  url: string,
  onFailure: (why: string) => void,
  platform = process.platform,
): void {
  const [program, ...args] = browserCommand(url, platform);
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.once("error", () => onFailure(`${program} does not start here; open ${url} yourself`));
  child.once("exit", (code) => {
    if (code !== 0 && code !== null)
      onFailure(`${program} ended with exit code ${code}; open ${url} yourself`);
  });
  child.unref();
}
