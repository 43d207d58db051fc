import type { Asker } from '../simulate/index.ts';

/**
 * Does work and hands on its result: at once, or where circuits run elsewhere when their answers are there, for which
 * the work is done as often as it takes.
 */
export function settle<Result>(
  asker: Asker | undefined,
  place: string,
  work: () => Result,
  finish: (result: Result) => void,
): Promise<void> | undefined {
  if (asker) return asker.settle(place, work).then(finish);
  finish(work());
  return undefined;
}
