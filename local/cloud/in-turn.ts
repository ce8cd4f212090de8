/** Runs tasks of one key one after another, in the order of their calls; tasks of different keys side by side. */
export function createTurns(): (key: string, task: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return async (key, task) => {
    const before = last.get(key);
    // a task that failed has told its caller; the next one starts all the same
    const turn = before ? before.then(task, task) : task();
    last.set(key, turn);
    try {
      await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
