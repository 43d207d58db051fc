import { loadDataset } from '../data/load.ts';
import type { Rows } from '../graph/rows.ts';
import { UserProblem } from '../program/index.ts';
import type { Run } from '../program/index.ts';
import { objectiveInputs, trainedObjective } from '../train/outputs.ts';
import { requireTrainable } from '../train/trainable.ts';
import { createPacer } from '../train/pacer.ts';
import { entrantsOf } from './entrants.ts';
import { hurried } from './hurried.ts';
import { judgeOf } from './judge.ts';
import type { CompareRequest } from './request.ts';
import { requireFresh } from './require-fresh.ts';
import type { Contestant, SeedResult } from './result.ts';
import { openRival } from './rival.ts';
import { foldData } from './train-variant.ts';
import type { FoldData } from './train-variant.ts';

/**
 * The model and all that it is compared with, on the same splits with one seed.
 * @throws UserProblem for what is wrong with the data or the run
 */
export async function compareSeed(request: CompareRequest): Promise<SeedResult> {
  const { run, host, base, signal, onScore, isQuick } = request;
  const { settings: own } = requireTrainable(run);
  requireFresh(own);
  const settings = isQuick ? hurried(own) : own;
  const objective = trainedObjective(run.program, settings.objective);
  const judge = judgeOf(run.program, objective);
  const { metric, isBetterHigh } = judge;
  const dataset = loadDataset({
    source: run.data!,
    inputs: run.program.inputs,
    base,
    host,
    needed: objectiveInputs(run.program, ...(objective ? [objective] : [])),
  });
  const pacer = createPacer(host);
  const shared = { ...request, pause: (): Promise<void> => pacer.pause() };
  const rivals = request.rivals.map((rival) => openRival(rival, shared, judge, dataset));
  const features = new Map<number, Rows>();
  const contestants = new Map<string, Contestant>();
  for (const fold of dataset.folds.keys()) {
    const data = foldData(dataset, fold, features);
    requireTest(run, data);
    const others = rivals.map((rival) => rival(fold));
    for (const entrant of [...entrantsOf(shared, settings, judge, data), ...others]) {
      const started = host.now();
      const entered = await entrant.enter();
      signal.throwIfAborted();
      if (entered === null) continue;
      const { score, parameters, note } = entered;
      const { name, kind } = entrant;
      const known = contestants.get(name);
      contestants.set(name, {
        name,
        kind,
        scores: [...(known?.scores ?? []), score],
        parameters,
        seconds: (known?.seconds ?? 0) + (host.now() - started) / 1000,
        notes: [...new Set([...(known?.notes ?? []), ...(note === undefined ? [] : [note])])],
      });
      onScore(`${name}: ${metric} ${score.toFixed(4)}`);
    }
  }
  const [{ test, train }] = dataset.folds as [FoldData['rows']];
  const overlap = overlaps(run) ? test.length / train.length : 0;
  return { metric, isBetterHigh, overlap, contestants: [...contestants.values()] };
}

/** Do the trials draw their splits anew, or are they folds? Then their training splits overlap. */
function overlaps({ data }: Run): boolean {
  const { split, source } = data!;
  if (split.kind === 'folds') return true;
  return split.kind === 'fractions' && source.kind !== 'windows';
}

function requireTest({ data }: Run, { rows }: FoldData): void {
  if (rows.test.length > 0) return;
  throw new UserProblem({
    code: 'split-empty',
    message: `\`${data!.name}\` has no test split, and a comparison is about samples that nobody has learnt from.`,
    help: 'Keep some for it: `split: fractions(train: 0.6, validate: 0.2, test: 0.2)`.',
    place: data!.place,
  });
}
