export interface Timing {
  readonly bestMs: number;
  readonly medianMs: number;
}

/** Times a function: warm first, then repeats that are long enough for the clock. */
export function time(
  run: () => void,
  { warmMs = 300, repeats = 25, repeatMs = 12 }: TimingOptions = {},
): Timing {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < warmMs) {
    run();
    calls++;
  }
  const perRepeat = Math.max(1, Math.round((repeatMs * calls) / (performance.now() - start)));
  const times = Array.from({ length: repeats }, () => {
    const from = performance.now();
    for (let i = 0; i < perRepeat; i++) run();
    return (performance.now() - from) / perRepeat;
  }).sort((a, b) => a - b);
  return { bestMs: times[0]!, medianMs: times[times.length >> 1]! };
}

export interface TimingOptions {
  readonly warmMs?: number;
  readonly repeats?: number;
  readonly repeatMs?: number;
}
