import * as v from 'valibot';

const settings = v.record(v.string(), v.string());

/** A sweep as it was begun. */
export const planSchema = v.object({
  format: v.literal('qmm-sweep'),
  version: v.literal(1),
  file: v.string(),
  /** Of the run; the run's own model decides where the sweep lies. */
  name: v.string(),
  /** SHA-256 over the sources. */
  source: v.string(),
  data: v.nullable(v.string()),
  /** `--set`, the same for all runs. */
  set: settings,
  /** In the order in which tables have them. */
  runs: v.array(v.object({ id: v.string(), settings, seed: v.number() })),
});

export type SweepPlan = v.InferOutput<typeof planSchema>;
export type PlannedRun = SweepPlan['runs'][number];

const scores = v.record(v.string(), v.number());

/** What a run came to: its metrics by split, or why it has none. */
export const resultSchema = v.variant('ended', [
  v.object({ ended: v.literal('well'), metrics: v.record(v.string(), scores) }),
  v.object({ ended: v.literal('badly'), problem: v.string() }),
]);

export type RunResult = v.InferOutput<typeof resultSchema>;

/** Seeds of the first point, then of the second, … */
export function planRuns(
  points: readonly Readonly<Record<string, string>>[],
  seeds: readonly number[],
): PlannedRun[] {
  const digits = String(points.length * seeds.length).length;
  return points.flatMap((point, index) =>
    seeds.map((seed, place) => ({
      id: String(index * seeds.length + place + 1).padStart(digits, '0'),
      settings: { ...point },
      seed,
    })),
  );
}
