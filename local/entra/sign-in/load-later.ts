/**
 * Loads once: at the first demand, or after `delay` milliseconds, when whoever starts us has got on with the next thing.
 * A module graph loads in one go and holds up everything else in this process.
 */
export function loadLater<T>(load: () => Promise<T>, delay: number): () => Promise<T> {
  let loading: Promise<T> | undefined;

  function demand(): Promise<T> {
    clearTimeout(timer);
    loading ??= load();
    return loading;
  }

  const timer = setTimeout(() => {
    // a failure is told to whoever demands it
    demand().catch(() => {});
  }, delay).unref();
  return demand;
}
