import type { Host } from '../host.ts';

/** Lets timers, input and signals have their turn in a long computation. */
export interface Pacer {
  /** Does nothing until 50 ms have passed since the last turn; then `before` is called and the turn given. */
  pause(before?: () => void): Promise<void>;
}

const TURN_MILLISECONDS = 50;

export function createPacer(host: Host): Pacer {
  let last = host.now();
  return {
    async pause(before) {
      if (host.now() - last < TURN_MILLISECONDS) return;
      before?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
      last = host.now();
    },
  };
}
