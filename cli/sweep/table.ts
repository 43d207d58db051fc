import type { PlannedRun, RunResult, SweepPlan } from './plan.ts';

/** A run as tables have it: settings, seed, then metrics by split, as in `test accuracy`. */
export type TableRow = Readonly<Record<string, string | number>>;

/** A row a run, in the order of the plan; nothing in it depends on when or how often the sweep was stopped. */
export function tableRows({ runs }: SweepPlan, results: readonly RunResult[]): TableRow[] {
  return runs.map((run, index) => ({
    run: run.id,
    ...run.settings,
    seed: run.seed,
    ...figures(results[index]!),
  }));
}

function figures(result: RunResult): TableRow {
  if (result.ended === 'badly') return { problem: result.problem };
  return Object.fromEntries(
    Object.entries(result.metrics).flatMap(([split, scores]) =>
      Object.entries(scores).map(([name, score]) => [`${split} ${name}`, score]),
    ),
  );
}

/** The seeds of one choice of settings. */
export interface SweptPoint {
  readonly settings: Readonly<Record<string, string>>;
  /** Of the runs that ended well. */
  readonly scores: readonly number[];
  readonly failed: number;
}

/** The choices of a sweep by what they came to. */
export interface Swept {
  readonly metric: string;
  readonly points: readonly SweptPoint[];
}

/**
 * Runs by their settings, judged by one metric of the samples that were not learnt from.
 * @returns undefined where no run has ended well
 */
export function sweptPoints({ runs }: SweepPlan, results: readonly RunResult[]): Swept | undefined {
  const first = results.find((result) => result.ended === 'well');
  if (first?.ended !== 'well') return undefined;
  const split = ['test', 'validate', 'train'].find((name) => name in first.metrics) ?? 'train';
  const names = Object.keys(first.metrics[split] ?? {});
  const name =
    names.find((each) => /(^|\.)(accuracy|r2)$/.test(each)) ??
    names.find((each) => each !== 'loss' && each !== 'samples') ??
    'loss';
  const points = new Map<string, SweptPoint>();
  for (const [index, { settings }] of runs.entries()) {
    const key = JSON.stringify(settings);
    const known = points.get(key) ?? { settings, scores: [], failed: 0 };
    const score = scoreOf(results[index]!, split, name);
    points.set(key, {
      ...known,
      scores: score === undefined ? known.scores : [...known.scores, score],
      failed: known.failed + (score === undefined ? 1 : 0),
    });
  }
  return {
    metric: `${split} ${name}`,
    points: [...points.values()],
  };
}

function scoreOf(result: RunResult, split: string, name: string): number | undefined {
  return result.ended === 'well' ? result.metrics[split]?.[name] : undefined;
}

export function settingsText(settings: PlannedRun['settings']): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}
