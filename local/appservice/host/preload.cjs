"use strict";
/*
 * Runs in the app's process before the app. It keeps the app on this machine, keeps it from outliving local Azure, and
 * lets it reach *.localhost, which not every system resolves. Plain CommonJS, because it counts towards every start.
 */
const dns = require("node:dns");
const fs = require("node:fs");
const net = require("node:net");

const LOOPBACK = "127.0.0.1";

/* Whatever address the app asks for, it listens on loopback: past the front door nobody checks who calls. */
// oxlint-disable-next-line typescript/unbound-method -- it is called with the server as its `this` below
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function listenOnLoopback(...args) {
  return listen.apply(this, onLoopback(args));
};

/* The forms of listen(): (options), (path), ([port], [host], [backlog]), each with a callback at the end. */
function onLoopback(args) {
  const [first, ...rest] = args;
  if (typeof first === "object" && first !== null) {
    const isPort = first.path === undefined && first.fd === undefined && first._handle === undefined;
    return isPort ? [{ ...first, host: LOOPBACK, ipv6Only: false }, ...rest] : args;
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return args;
  const backlog = rest.find((value) => typeof value === "number");
  const callback = args.findLast((value) => typeof value === "function");
  const port = typeof first === "function" ? 0 : Number(first ?? 0);
  return [{ port, host: LOOPBACK, backlog }, ...(callback ? [callback] : [])];
}

/* The front doors are at <site>.localhost. */
for (const owner of [dns, dns.promises]) {
  const { lookup } = owner;
  owner.lookup = function lookupLocalhost(host, ...rest) {
    return lookup.call(this, /\.localhost\.?$/i.test(host) ? "localhost" : host, ...rest);
  };
}

/*
 * The other end of the fourth pipe is local Azure. When it closes, so does everything this process has started, and the
 * folder that the variable names goes, because nobody else is left to remove it.
 */
const folder = process.env.RAPTOR_LIFELINE;
delete process.env.RAPTOR_LIFELINE;
if (folder !== undefined) {
  const lifeline = new net.Socket({ fd: 3, readable: true, writable: false });
  lifeline.on("error", () => {});
  lifeline.once("close", () => {
    try {
      fs.rmSync(folder, { recursive: true, force: true });
      process.kill(-process.pid, "SIGKILL");
    } catch {
      process.exit(1);
    }
  });
  lifeline.resume();
  lifeline.unref();
}
