"use strict";
/**
 * Runs in the app's process before the app. It keeps the app on this machine and from outliving local Azure, and lets
 * it reach `*.localhost`, which not every system resolves. Plain CommonJS, because it counts towards every start.
 */
const net = require("node:net");
const dns = require("node:dns");

const LOOPBACK = "127.0.0.1";

/* Whatever address the app asks for, it listens on loopback: past the front door nobody checks who calls. */
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(...args) {
  const [first, second] = args;
  const isPort = typeof first === "number" || (typeof first === "string" && /^\d+$/.test(first));
  if (first !== null && typeof first === "object" && first.port !== undefined) {
    args[0] = { ...first, host: LOOPBACK, ipv6Only: false };
  } else if (isPort || first === undefined || first === null || typeof first === "function") {
    const port = isPort ? Number(first) : 0;
    const rest = isPort || first === undefined || first === null ? args.slice(1) : args;
    if (typeof second === "string" || second === undefined || second === null) {
      if (rest[0] === second && rest.length > 0 && typeof rest[0] !== "function") rest.shift();
    }
    return listen.call(this, port, LOOPBACK, ...rest);
  }
  return listen.apply(this, args);
};

/* The front doors are at <site>.localhost. */
const lookup = dns.lookup;
dns.lookup = function lookupLocalhost(host, ...rest) {
  return lookup.call(this, isLocalhost(host) ? "localhost" : host, ...rest);
};
const lookupPromise = dns.promises.lookup;
dns.promises.lookup = function lookupLocalhost(host, ...rest) {
  return lookupPromise.call(this, isLocalhost(host) ? "localhost" : host, ...rest);
};

function isLocalhost(host) {
  return typeof host === "string" && /\.localhost\.?$/i.test(host);
}

/* The other end of this pipe is local Azure. When it closes, so do this process and whatever it has started. */
const lifeline = process.env.RAPTOR_LIFELINE;
delete process.env.RAPTOR_LIFELINE;
if (lifeline !== undefined) {
  const pipe = new net.Socket({ fd: Number(lifeline), readable: true, writable: false });
  pipe.on("error", () => {});
  pipe.once("close", () => {
    try {
      process.kill(-process.pid, "SIGKILL");
    } catch {
      process.exit(1);
    }
  });
  pipe.resume();
  pipe.unref();
}
