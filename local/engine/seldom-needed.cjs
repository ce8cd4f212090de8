/**
 * Modules that Pulumi's runtime loads at every start and that hardly a program uses: a compiler and a package manager
 * for functions that are turned into code, OpenTelemetry for traces that are sent. They take as long to load as all the
 * rest of it, so here each is loaded when something of it is used. Whoever else asks for one of them gets it at once.
 */
const Module = require("node:module");
const path = require("node:path");

const { _load, _resolveFilename } = Module;

/** @param {string} runtime path of @pulumi/pulumi/cmd/run/index.js */
function loadSeldomNeededLater(runtime) {
  const sdk = path.join(path.dirname(runtime), "..", "..") + path.sep;
  const tracing = path.join(path.dirname(runtime), "tracing.js");

  Module._load = function loadOrWait(request, parent, ...rest) {
    const now = () => _load.call(this, request, parent, ...rest);
    const from = parent?.filename ?? "";
    if (!from.startsWith(sdk)) return now();
    const functions = request === "typescript" || request === "@npmcli/arborist";
    const traces = from === tracing && /^@opentelemetry\/(?!api$)/.test(request);
    if (!functions && !traces) return now();
    // what is not installed is missed now
    _resolveFilename.call(Module, request, parent, ...rest);
    return later(once(now), traces ? callable : value);
  };
}

/** A module that is loaded with the first of its members that is used. */
function later(load, member) {
  return new Proxy(
    {},
    {
      // "a module": as one, it is taken as it is, without a copy of all its members
      get: (_target, name) => (name === "__esModule" ? true : member(load, name)),
    },
  );
}

/** Anything of a module, which is loaded to get it. */
function value(load, name) {
  return load()[name];
}

/** A function or class of a module that is loaded when it is called. */
function callable(load, name) {
  return new Proxy(function () {}, {
    apply: (_target, self, args) => Reflect.apply(load()[name], self, args),
    construct: (_target, args) => Reflect.construct(load()[name], args),
  });
}

function once(load) {
  let loaded;
  return () => (loaded ??= load());
}

module.exports = { loadSeldomNeededLater };
