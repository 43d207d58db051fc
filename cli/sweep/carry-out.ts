import * as v from 'valibot';
import { UserProblem } from '../../runtime/program/problem.ts';
import type { Engine, Finished } from '../engine/engine.ts';
import { sideBySide } from '../engine/side-by-side.ts';
import { exitCode } from '../exit.ts';
import type { PlannedRun, RunResult, SweepPlan } from './plan.ts';
import type { SweepStore } from './store.ts';

export interface SweepProgress {
  readonly signal: AbortSignal;
  /** Told when a run has ended, and of those that had before. */
  readonly onEnd: (run: PlannedRun, result: RunResult, isNew: boolean) => void;
}

/**
 * Does the runs of a sweep that have not ended yet.
 * @throws UserProblem where an engine could not carry a run out
 */
export async function carryOut(
  plan: SweepPlan,
  store: SweepStore,
  engine: Engine,
  { signal, onEnd }: SweepProgress,
): Promise<RunResult[]> {
  return sideBySide(plan.runs, engine.slots, async (run) => {
    const known = store.resultOf(run.id);
    if (known) {
      onEnd(run, known, false);
      return known;
    }
    signal.throwIfAborted();
    const out = store.begin(run.id);
    const finished = await engine.run(wordsOf(plan, run, out), { signal, onLine: () => undefined });
    signal.throwIfAborted();
    const result = resultOf(run, finished, engine);
    store.end(run.id, result);
    onEnd(run, result, true);
    return result;
  });
}

function wordsOf({ file, name, data, set }: SweepPlan, run: PlannedRun, out: string): string[] {
  const settings = Object.entries({ ...set, ...run.settings });
  return [
    'train',
    file,
    name,
    ...['--seed', String(run.seed), '--out', out],
    ...(data === null ? [] : ['--data', data]),
    ...settings.flatMap(([key, value]) => ['--set', `${key}=${value}`]),
  ];
}

const trained = v.object({ metrics: v.record(v.string(), v.record(v.string(), v.number())) });
const refused = v.object({
  diagnostics: v.array(v.object({ message: v.string(), severity: v.string() })),
});

/** What the user can mend about one run is its result; what stops an engine stops the sweep. */
function resultOf({ id }: PlannedRun, { code, document }: Finished, engine: Engine): RunResult {
  const done = v.safeParse(trained, document);
  if (code === exitCode.done && done.success)
    return { ended: 'well', metrics: done.output.metrics };
  const told = v.safeParse(refused, document);
  const error = told.success
    ? told.output.diagnostics.find(({ severity }) => severity === 'error')
    : undefined;
  if (code === exitCode.input && error) return { ended: 'badly', problem: error.message };
  throw new UserProblem({
    code: 'argument-invalid',
    message: `Run ${id} was broken off by ${engine.name === 'local' ? 'this computer' : `\`${engine.name}\``} (exit code ${code ?? 'none'}).`,
    help: 'The same command goes on where the sweep ended.',
  });
}
