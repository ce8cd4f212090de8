import process from "node:process";
import { canInstallChromium, findBrowser, installChromium } from "./browser.ts";

/** The browser tests need a browser: use the one that is there, install Debian's where we may, else say what to do. */
export function setup(): void {
  if (findBrowser() !== undefined) return;
  if (canInstallChromium()) {
    process.stderr.write(
      "No Chrome, Chromium or Edge here: installing Debian's chromium for the browser tests …\n",
    );
    installChromium();
    if (findBrowser() !== undefined) return;
  }
  throw new Error(
    "The browser tests need Chrome, Chromium or Edge. Install one (on Debian and Ubuntu: apt-get install chromium), or name it with CHROME_PATH.",
  );
}
