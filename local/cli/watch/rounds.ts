export type Rounds = {
  /** Asks for a round. It begins when requests have paused, and after the one under way. */
  request(again?: boolean): void;
  /** Rounds may begin from now on. */
  begin(): void;
  /** No more rounds; resolves when the one under way is through. */
  close(): Promise<void>;
};

/** An editor saves a file in several steps, and several files one after another. */
const PAUSE_MS = 30;

/**
 * Runs rounds one after another. Any number of requests during a round make one more. `round` hears whether one of the
 * requests said `again`, and must not reject.
 */
export function createRounds(round: (again: boolean) => Promise<void>, pause = PAUSE_MS): Rounds {
  let wanted = false;
  let again = false;
  let held = true;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  function schedule(): void {
    clearTimeout(timer);
    if (!wanted || held || closed) return;
    timer = setTimeout(() => {
      underWay = run();
    }, pause);
  }

  async function run(): Promise<void> {
    const now = again;
    wanted = false;
    again = false;
    held = true;
    await round(now);
    held = false;
    schedule();
  }

  return {
    request(saidAgain = false) {
      wanted = true;
      again ||= saidAgain;
      schedule();
    },
    begin() {
      held = false;
      schedule();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
