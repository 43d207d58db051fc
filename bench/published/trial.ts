import { join } from 'node:path';
import { compile } from '../../compiler/index.ts';
import { nodeHost, sourceHost } from '../../cli/host.ts';
import { changeRun } from '../../cli/overrides.ts';
import { foldData, trainVariant } from '../../runtime/compare/train-variant.ts';
import { loadDataset } from '../../runtime/data/index.ts';

/** One training: a model of this folder with settings, on data and weights drawn from a seed. */
export interface Trial {
  readonly file: string;
  readonly run: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  /** A table in place of the file's own. */
  readonly table?: string | undefined;
}

/** Accuracy on the test split. @throws Error where the model does not compile or tells no accuracy */
export async function accuracyOf(trial: Trial): Promise<number> {
  const { file, settings, seed, table } = trial;
  const base = import.meta.dirname;
  const seeds = {
    seed: String(seed),
    ...(table === undefined ? { 'source.seed': String(seed) } : {}),
  };
  const { runs, diagnostics } = compile({
    entry: join(base, file),
    host: sourceHost(),
    set: { ...settings, ...seeds },
  });
  const error = diagnostics.find(({ severity }) => severity === 'error');
  // The settings belong to one run of the file; the others may lack some.
  const found = runs.find(({ name }) => name === trial.run);
  if (!found) throw new Error(`${file} has no run ${trial.run}: ${error?.message ?? ''}`);
  const run = table === undefined ? found : changeRun(found, { data: table }, base);
  const { program } = run;
  const host = nodeHost();
  const dataset = loadDataset({
    source: run.data!,
    inputs: program.inputs,
    base,
    host,
    needed: new Set(program.inputs.map(({ name }) => name)),
  });
  const { test } = await trainVariant({
    program,
    settings: run.train!,
    data: foldData(dataset, 0, new Map()),
    signal: new AbortController().signal,
    pause: () => Promise.resolve(),
  });
  const accuracy = Object.entries(test!).find(([name]) => name.endsWith('accuracy'));
  if (!accuracy) throw new Error(`${trial.run} of ${file} tells no accuracy.`);
  return accuracy[1];
}
