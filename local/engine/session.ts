import { nameOf, typeOf } from "../provider/provider.ts";
import { EngineError, type EngineErrorCode } from "./engine-error.ts";
import type { Severity } from "./events.ts";
import { messageOf } from "./failure-message.ts";
import { MonitorClosed } from "./server.ts";

export type Failure = { readonly code: EngineErrorCode; readonly message: string };

/**
 * The life of one program run. The first failure closes it: whatever the program still asks or waits for is answered
 * with MonitorClosed, while what providers are doing at that moment is carried through, so that the state is true.
 */
export type Session = {
  readonly failures: readonly Failure[];
  /** Runs one request of the program; what it throws closes the session. `urn` may be empty. */
  serve<T>(urn: string, work: () => Promise<T>): Promise<T>;
  fail(cause: unknown, urn: string): void;
  close(): void;
  readonly closed: Promise<void>;
  isClosed(): boolean;
  /** All that was under way is through. */
  settled(): Promise<void>;
};

export function createSession(diagnose: (severity: Severity, message: string, urn: string) => void): Session {
  const failures: Failure[] = [];
  const underWay = new Set<Promise<unknown>>();
  const closing = Promise.withResolvers<never>();
  // Nobody may be waiting when it closes.
  closing.promise.catch(() => undefined);
  let closed = false;

  function close(): void {
    closed = true;
    closing.reject(new MonitorClosed("the run is over"));
  }

  function fail(cause: unknown, urn: string): void {
    if (cause instanceof MonitorClosed) return;
    const subject = urn === "" ? "" : `${typeOf(urn)} (${nameOf(urn)}): `;
    const said = messageOf(cause);
    const message = said.startsWith(subject) ? said : subject + said;
    const code = cause instanceof EngineError ? cause.code : "ResourceFailed";
    failures.push({ code, message });
    diagnose("error", said, urn);
    close();
  }

  return {
    failures,
    fail,
    close,
    closed: closing.promise.catch(() => undefined),
    isClosed: () => closed,

    async serve(urn, work) {
      if (closed) return closing.promise;
      const result = work().catch((cause: unknown) => {
        fail(cause, urn);
        throw new MonitorClosed("the run is over");
      });
      const tracked = result.catch(() => undefined).finally(() => underWay.delete(tracked));
      underWay.add(tracked);
      return Promise.race([result, closing.promise]);
    },

    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
