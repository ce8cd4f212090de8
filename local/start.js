// Plain JavaScript on purpose: it has to run on any Node to say which one is needed.
import module from "node:module";
import process from "node:process";

const NEEDED_MAJOR = 24;

if (Number(process.versions.node.split(".")[0]) < NEEDED_MAJOR) {
  process.stderr.write(
    `Raptor needs Node ${NEEDED_MAJOR} or newer, this is Node ${process.versions.node}. ` +
      "`npm ci` installs the pinned one (with install scripts allowed) and `npm start` then uses it.\n",
  );
  process.exitCode = 1;
} else {
  // before anything is loaded: who stops the start is not to be told that it failed
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  // compiled modules of the last start, in Node's own place for them
  module.enableCompileCache();
  const { main } = await import("./cli.ts");
  process.exitCode = stop.signal.aborted ? 0 : await main(process.argv.slice(2), stop.signal);
}
