import type { Dataset } from '../data/dataset.ts';
import { loadDataset } from '../data/load.ts';
import type { Rows } from '../graph/rows.ts';
import { UserProblem } from '../program/index.ts';
import type { DataSource, Run } from '../program/index.ts';
import { objectiveInputs, trainedObjective } from '../train/outputs.ts';
import { requireTrainable } from '../train/trainable.ts';
import { countWeights } from './count-weights.ts';
import type { Entrant } from './entrants.ts';
import { hurried } from './hurried.ts';
import { judgeOf, judgedNodes } from './judge.ts';
import type { Judge } from './judge.ts';
import type { CompareRequest } from './request.ts';
import { requireFresh } from './require-fresh.ts';
import { foldData, trainVariant } from './train-variant.ts';

/** Another run of the file as a contestant, by fold. */
export type Rival = (fold: number) => Entrant;

/**
 * @param rival trained on the very samples of the run that is compared; it may look at other columns of them
 * @param dataset of the run that is compared
 * @throws UserProblem where the two have other data, other splits or another metric
 */
export function openRival(
  rival: Run,
  { run, host, base, isQuick, signal, pause }: CompareRequest & { pause: () => Promise<void> },
  judge: Judge,
  dataset: Dataset,
): Rival {
  const { program, name } = rival;
  const { settings: own } = requireTrainable(rival);
  requireFresh(own);
  requireSameData(run, rival);
  const settings = isQuick ? hurried(own) : own;
  const objective = trainedObjective(program, settings.objective);
  const ownJudge = judgeOf(program, objective);
  if (ownJudge.metric !== judge.metric) {
    const is = `\`${run.name}\` is judged by ${judge.metric} and \`${name}\` by ${ownJudge.metric}`;
    throw unfit(rival, `${is}, so they cannot stand in one table.`, 'Compare runs of one task.');
  }
  const samples = loadDataset({
    source: rival.data!,
    inputs: program.inputs,
    base,
    host,
    needed: objectiveInputs(program, ...(objective ? [objective] : [])),
  });
  if (JSON.stringify(rowsOf(samples)) !== JSON.stringify(rowsOf(dataset))) {
    throw unfit(
      rival,
      `\`${run.name}\` and \`${name}\` are tested on other samples, although their data is the same: splits keep the shares of a label's classes, and their labels differ.`,
      'Give both the same label, or split by a `group` or a `column`.',
    );
  }
  const features = new Map<number, Rows>();
  const targets = judgedNodes(program, objective, ownJudge);
  return (fold) => ({
    name,
    kind: 'rival',
    enter: async () => {
      const data = foldData(samples, fold, features);
      const { test } = await trainVariant({
        program,
        settings,
        data,
        signal,
        pool: host.pool,
        pause,
      });
      return { score: ownJudge.scoreOf(test!), parameters: countWeights(program, targets) };
    },
  });
}

function requireSameData(run: Run, rival: Run): void {
  const text = ({ source, split, take, seed }: DataSource): string =>
    JSON.stringify({ source, split, take, seed });
  if (text(run.data!) === text(rival.data!)) return;
  throw unfit(
    rival,
    `\`${rival.name}\` learns from \`${rival.data!.name}\` and \`${run.name}\` from \`${run.data!.name}\`, and scores on other samples say nothing of one another.`,
    'Give both runs the same `data`.',
  );
}

function unfit({ train }: Run, message: string, help: string): UserProblem {
  const place = train ? { place: train.place } : {};
  return new UserProblem({ code: 'argument-invalid', message, help, ...place });
}

/** What each fold learns from and is tested on. */
function rowsOf({ folds }: Dataset): number[][] {
  return folds.flatMap(({ train, test }) => [[...train], [...test]]);
}
