import { setTimeout as wait } from 'node:timers/promises';

/** How long work goes on after somebody has called it off, in whatever process they did. */
const LOOK_EVERY_MS = 1_000;

/**
 * Does work for as long as it is wanted: looks every second, because whoever calls it off may have come to another
 * process, and then aborts its signal.
 * @param isWanted looks at the order; while it cannot be looked at, the work goes on
 * @param stop aborts the work as well, when the process cannot wait any longer
 * @returns what `work` returns; `null` when it was called off
 */
export async function whileWanted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  isWanted: () => Promise<boolean>,
  stop: AbortSignal,
): Promise<Result | null> {
  const off = new AbortController();
  const done = new AbortController();
  const onStop = (): void => off.abort(stop.reason);
  let isCalledOff = false;
  const watch = async (): Promise<void> => {
    while (!off.signal.aborted) {
      await wait(LOOK_EVERY_MS, undefined, { signal: done.signal });
      isCalledOff = !(await isWanted().catch(() => true));
      if (isCalledOff) off.abort();
    }
  };
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop);
  // Ends by `done`, which is no failure.
  watch().catch(() => undefined);
  try {
    return await work(off.signal);
  } catch (error) {
    if (isCalledOff) return null;
    throw error;
  } finally {
    done.abort();
    stop.removeEventListener('abort', onStop);
  }
}
