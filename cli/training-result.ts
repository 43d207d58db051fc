import type { Paint } from '../compiler/diagnostics/render/paint.ts';
import type { TrainResult } from '../runtime/train/progress.ts';
import type { Outcome } from './command.ts';
import { exitCode } from './exit.ts';
import { scoresTable } from './scores-table.ts';
import { duration } from './table.ts';
import type { Trained } from './training.ts';
import { useText } from './training-on/tell.ts';

/** What `qmm train` says about its runs, in the order they were trained; the last may have been interrupted. */
export function describeTraining(trained: readonly Trained[], paint: Paint): Outcome {
  const last = trained.at(-1);
  if (!last) return { fields: {}, text: '' };
  const runs = trained.map((one) => ({ name: one.name, ...fieldsOf(one) }));
  return {
    fields: { ...fieldsOf(last), ...(runs.length > 1 ? { runs } : {}) },
    text: trained.map((one) => describeOne(one, paint)).join('\n'),
    ...(last.interrupted ? { exit: exitCode.interrupted } : {}),
  };
}

function fieldsOf(trained: Trained): object {
  const { folder, epochs, seconds, metrics, folds, interrupted, kept, truncation } = trained;
  return {
    ...(kept ? { run: folder } : {}),
    epochs,
    seconds,
    metrics,
    ...(folds.length > 1 ? { folds } : {}),
    ...truncation.fields(),
    ...(trained.machine ? { machine: trained.machine } : {}),
    ...(interrupted ? { interrupted } : {}),
    ...(interrupted && kept ? { checkpoint: `${folder}/checkpoint.json` } : {}),
  };
}

function describeOne(trained: Trained, paint: Paint): string {
  const { name, folder, epochs, seconds, interrupted, kept } = trained;
  const time = duration(seconds);
  const head = `${paint.strong(name)}: ${epochs === 0 ? 'fitted' : countOf(epochs)} in ${time}`;
  if (!kept) return `${paint.strong(name)}: interrupted before it began; nothing was kept\n`;
  if (interrupted) {
    const broken = `${paint.strong(name)}: interrupted after ${time}`;
    return `${epochs === 0 ? broken : `${head}, then interrupted`}\n\ncheckpoint  ${folder}/checkpoint.json\ngo on with  qmm train --resume ${folder}\n`;
  }
  const table = scoresTable(rowsOf(trained), paint);
  const { machine } = trained;
  const used = machine ? `\n${useText(machine.target, machine.use)}\n` : '';
  return `${head}\n\n${table}${trained.truncation.text()}${used}\nrun     ${folder}\nreport  ${folder}/report.html\n`;
}

function countOf(epochs: number): string {
  return epochs === 1 ? '1 epoch' : `${epochs} epochs`;
}

/** The splits; with folds, each fold's test scores and then the means. */
function rowsOf({ metrics, folds }: TrainResult): Parameters<typeof scoresTable>[0] {
  const splits = Object.entries(metrics).map(([name, scores]) => ({ name, scores }));
  if (folds.length < 2) return splits;
  const tests = folds.map(({ name, test }, index) => ({
    name: name === '' ? `test fold ${index + 1}` : `test fold ${name}`,
    scores: test,
  }));
  return [...tests, ...splits.map((row) => ({ ...row, name: `mean ${row.name}` }))];
}
