/** Loaded into the program's process before Pulumi's language runtime. */
const { createRequire } = require("node:module");
const { loadSeldomNeededLater } = require("./seldom-needed.cjs");

const runtime = process.argv[1];

// The channel to the engine closes when the engine is gone, however that happened. It keeps nothing alive.
process.on("disconnect", () => process.exit(1));
process.channel?.unref();

// The runtime maps every stack it takes, one per promise, through the SDK's own source maps: a tenth of the time of a
// short program. Where Node strips the types itself, positions in the program are right without a map, and frames of
// the SDK are not shown.
if (process.env.PULUMI_NODEJS_TYPESCRIPT !== "true") {
  const path = createRequire(runtime).resolve("source-map-support/register");
  require.cache[path] = { id: path, filename: path, loaded: true, children: [], paths: [], exports: {} };
}

loadSeldomNeededLater(runtime);

// Debug messages are for `pulumi up --debug`. The SDK sends several for each resource, one after another, and ends only
// when the last one is answered.
createRequire(runtime)("../../log").debug = () => Promise.resolve();
