import type { FoldReport } from '../../../runtime/report/input.ts';

type Epoch = FoldReport['history'][number];

/** A line of a run's `metrics.jsonl`; without folds it names none. */
interface Line extends Epoch {
  readonly fold?: number;
}

/**
 * What training has told so far, fold by fold; epochs are counted through, over all stages and rounds.
 * @param text of `metrics.jsonl`; a last line that is still being written is left for the next time
 */
export function readHistory(text: string): FoldReport[] {
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const folds = Map.groupBy(lines, ({ fold }) => fold ?? 1);
  return [...folds].map(([fold, epochs]) => ({
    name: folds.size > 1 ? `fold ${fold}` : '',
    history: epochs.map(({ train, validate }, index) => ({ epoch: index + 1, train, validate })),
    metrics: null,
  }));
}
