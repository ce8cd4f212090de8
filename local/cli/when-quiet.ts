/**
 * Runs `act` once nothing has happened for `milliseconds` after `touch`: an attached CLI never says that its update is
 * over.
 */
export function whenQuiet(
  milliseconds: number,
  act: () => void,
): { readonly touch: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    touch() {
      clearTimeout(timer);
      timer = setTimeout(act, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}
