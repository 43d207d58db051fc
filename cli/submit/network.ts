import { setTimeout as wait } from 'node:timers/promises';
import type { Network } from '../../runtime/hardware/index.ts';

/** IBM's own client waits longer, for answers that take minutes; results come when they are ready, and are asked for then. */
const PATIENCE = 120_000;

export function nodeNetwork(signal: AbortSignal): Network {
  return {
    fetch: (url, request) => fetch(url, request),
    clock: () => Date.now(),
    sleep: (milliseconds) => wait(milliseconds, undefined, { signal }),
    random: () => Math.random(),
    patience: PATIENCE,
    signal,
  };
}
