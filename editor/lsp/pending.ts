/** Work that waits a little, so that only the last of many requests for a key is done. */
export interface Pending {
  /** Does `work` after a pause, in place of what waits for the same key. */
  schedule(key: string, work: () => void): void;
  cancel(key: string): void;
}

export function pending(milliseconds: number): Pending {
  const timers = new Map<string, NodeJS.Timeout>();
  const cancel = (key: string): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  return {
    cancel,
    schedule: (key, work) => {
      cancel(key);
      const timer = setTimeout(() => {
        timers.delete(key);
        work();
      }, milliseconds);
      timers.set(key, timer);
    },
  };
}
