export interface Timing {
  readonly bestMs: number;
  readonly medianMs: number;
}

const WARM_MS = 400;
const REPEATS = 120;
/** Even if that is fewer repeats, but some. */
const MOST_MS = 15_000;
const FEWEST = 5;
/** Long enough for the clock, short enough to fall between what else the machine does. */
const REPEAT_MS = 3;

/** Times functions side by side: all warm first, then in turns, so that a busy moment hits none alone. */
export function timeTogether<Name extends string>(
  runs: Readonly<Record<Name, () => void>>,
): Readonly<Record<Name, Timing>> {
  const names = Object.keys(runs) as Name[];
  const counts = names.map((name) => Math.max(1, Math.round(REPEAT_MS / warm(runs[name]))));
  const times = names.map((): number[] => []);
  const begun = performance.now();
  const enough = (repeat: number): boolean =>
    repeat >= REPEATS || (repeat >= FEWEST && performance.now() - begun > MOST_MS);
  for (let repeat = 0; !enough(repeat); repeat++) {
    names.forEach((name, i) => {
      const start = performance.now();
      for (let call = 0; call < counts[i]!; call++) runs[name]();
      times[i]!.push((performance.now() - start) / counts[i]!);
    });
  }
  const timings = names.map((name, i) => [name, summary(times[i]!)] as const);
  return Object.fromEntries(timings) as Record<Name, Timing>;
}

/** Runs until the engine has compiled what it will compile; ms of one call then. */
function warm(run: () => void): number {
  const start = performance.now();
  let last = 0;
  while (performance.now() - start < WARM_MS) {
    const from = performance.now();
    run();
    last = performance.now() - from;
  }
  return last;
}

function summary(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return { bestMs: sorted[0]!, medianMs: sorted[sorted.length >> 1]! };
}

/** A piece of work that is measured under a name. */
export interface Part {
  readonly name: string;
  readonly run: () => void;
}
