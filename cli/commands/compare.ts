import { dirname, resolve } from 'node:path';
import {
  compareSeed,
  comparisonOf,
  methodText,
  type Comparison,
  verdictOf,
  type SeedResult,
} from '../../runtime/compare/index.ts';
import type { Run } from '../../runtime/program/run.ts';
import { comparisonTable } from '../compare/table.ts';
import { planComparison, type ComparePlan } from '../compare/plan.ts';
import { writeComparison } from '../compare/write.ts';
import { nextFolder, ownRunFolder, type RunFolder } from '../run-folder.ts';
import { readTrial } from '../compare/trial-document.ts';
import { withSeed } from '../compare/with-seed.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { exitCode, UsageError } from '../exit.ts';
import { localEngine } from '../engine/local.ts';
import { sideBySide } from '../engine/side-by-side.ts';
import { nodeHost } from '../host.ts';
import { unlessInterrupted } from '../interrupt.ts';
import { wholeNumber } from '../numbers.ts';
import { changeRun } from '../overrides.ts';
import type { Session } from '../session.ts';
import { parseSettings, readValidSource } from '../source.ts';
import { openThreads } from '../threads.ts';
import { tellWarnings } from '../warnings.ts';

interface CompareArguments {
  readonly file: string;
  readonly name: string | undefined;
  readonly data: string | undefined;
  readonly seeds: string | undefined;
  readonly seed: string | undefined;
  readonly set: readonly string[] | undefined;
  readonly against: string | undefined;
  readonly ablate: string | undefined;
  readonly quick: boolean | undefined;
  readonly out: string | undefined;
}

export const compareCommand = defineCommand<CompareArguments>({
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: '.qmm file' })
      .positional('name', { type: 'string', describe: 'one of its `train` declarations' })
      .option('seeds', {
        type: 'string',
        requiresArg: true,
        describe: 'how many trials, each with a split and weights of its own (5)',
      })
      .option('seed', { type: 'string', requiresArg: true, describe: 'of the first trial' })
      .option('data', {
        type: 'string',
        requiresArg: true,
        describe: 'another table, or its folder',
      })
      .option('set', {
        type: 'string',
        array: true,
        nargs: 1,
        describe:
          'KEY=VALUE: a setting of `train` or its data, an argument of the model, or source.KEY of a synthetic source',
      })
      .option('against', {
        type: 'string',
        requiresArg: true,
        describe:
          'who takes part, e.g. logistic,svm or other runs of the file (all but those, or what the file says)',
      })
      .option('ablate', {
        type: 'string',
        requiresArg: true,
        describe:
          'modalities that are taken away in turn, or `none` (all, where there are several)',
      })
      .option('quick', {
        type: 'boolean',
        describe: 'a third of the epochs, 3 seeds, hardly any search: a first look, no evidence',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'folder of the report' }),
  run: async (given, session) => {
    const { file, data } = given;
    const base = resolve(dirname(file));
    const set = parseSettings(given.set ?? []);
    const compilation = await readValidSource(file, { set });
    if (!session.json) tellWarnings(compilation.diagnostics, compilation.sources, session);
    const plan = planComparison(compilation, file, {
      name: given.name,
      seeds: seedsOf(given),
      against: listOf(given.against),
      ablate: listOf(given.ablate),
    });
    const run = changeRun(plan.run, data === undefined ? {} : { data }, base);
    const rivals = plan.rivals.map((one) =>
      changeRun(one, data === undefined ? {} : { data }, base),
    );
    const first =
      given.seed === undefined ? (run.train?.seed ?? 0) : wholeNumber('seed', given.seed);
    const seeds = Array.from({ length: plan.seeds }, (_, index) => first + index);
    const results = await unlessInterrupted(session, (signal) =>
      trials({ ...plan, run, rivals }, seeds, base, given, session, signal),
    );
    if (results === null) {
      const text = 'Interrupted; a comparison keeps nothing of its trials.\n';
      return { fields: { interrupted: true }, text, exit: exitCode.interrupted };
    }
    const comparison = comparisonOf(results);
    // One trial is a part of a comparison at most.
    const folder = seeds.length > 1 || given.out !== undefined ? folderOf(run, given.out) : null;
    if (folder) {
      await writeComparison(folder.path, {
        run,
        comparison,
        seeds,
        isQuick: given.quick === true,
        sources: Object.fromEntries(compilation.sources),
        overrides: { ...(data === undefined ? {} : { data }), ...set },
      });
    }
    return describe(comparison, folder?.path ?? null, compilation.diagnostics, session);
  },
});

/** Names with commas between; `none` is no name. Undefined where the file is to say it. */
function listOf(given: string | undefined): string[] | undefined {
  return given?.split(',').filter((name) => name !== '' && name !== 'none');
}

/** Undefined where the file is to say it. */
function seedsOf({ seeds, quick }: CompareArguments): number | undefined {
  if (seeds === undefined) return quick === true ? 3 : undefined;
  const count = wholeNumber('seeds', seeds);
  if (count > 0) return count;
  throw new UsageError('`--seeds 0` compares nothing.', 'For example: `--seeds 5`.');
}

/** One trial is done here, several in processes of their own. */
async function trials(
  plan: ComparePlan,
  seeds: readonly number[],
  base: string,
  given: CompareArguments,
  session: Session,
  signal: AbortSignal,
): Promise<SeedResult[]> {
  const here = (seed: number): Promise<SeedResult> => {
    const by = seed - (plan.run.train?.seed ?? 0);
    return compareSeed({
      run: withSeed(plan.run, by),
      rivals: plan.rivals.map((rival) => withSeed(rival, by)),
      base,
      host: { ...nodeHost(), pool: openThreads() },
      against: plan.against,
      ablate: plan.ablate,
      isQuick: given.quick === true,
      signal,
      onScore: (text) => session.err.write(`seed ${seed}  ${text}\n`),
    });
  };
  if (seeds.length === 1) return [await here(seeds[0]!)];
  const engine = localEngine();
  return sideBySide(seeds, engine.slots, async (seed) => {
    const { document } = await engine.run(wordsOf(plan.run.name, seed, given), {
      signal,
      onLine: (line) => session.err.write(`${line}\n`),
    });
    signal.throwIfAborted();
    // What a process of its own could not do is done here, so that its error is told like any other.
    return readTrial(document) ?? here(seed);
  });
}

function wordsOf(name: string, seed: number, given: CompareArguments): string[] {
  return [
    'compare',
    given.file,
    name,
    ...['--seeds', '1', '--seed', String(seed)],
    ...(given.data === undefined ? [] : ['--data', given.data]),
    ...(given.set ?? []).flatMap((setting) => ['--set', setting]),
    ...(given.against === undefined ? [] : ['--against', given.against]),
    ...(given.ablate === undefined ? [] : ['--ablate', given.ablate]),
    ...(given.quick === true ? ['--quick'] : []),
  ];
}

function folderOf({ program }: Run, out: string | undefined): RunFolder {
  return out === undefined ? nextFolder('comparisons', program.model) : ownRunFolder(out);
}

function describe(
  comparison: Comparison,
  folder: string | null,
  diagnostics: Outcome['diagnostics'],
  session: Session,
): Outcome {
  const verdict = verdictOf(comparison);
  const table = comparisonTable(comparison, session.out.paint);
  const report = folder === null ? '' : `\nreport  ${folder}/report.html\n`;
  return {
    fields: { ...comparison, verdict, ...(folder === null ? {} : { comparison: folder }) },
    text: `${table}\n${methodText(comparison)}\n\n${verdict.join('\n')}\n${report}`,
    ...(session.json && diagnostics ? { diagnostics } : {}),
  };
}
