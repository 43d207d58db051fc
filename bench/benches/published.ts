import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../cli/exit.ts';
import type { Report, Row } from '../bench.ts';
import { distanceOf } from '../published/distance.ts';
import { readStudy } from '../published/study.ts';
import type { StudyRow } from '../published/study.ts';
import { writeThreesAndFives } from '../published/threes-and-fives.ts';
import { trainAll } from '../published/train-all.ts';
import type { Trial } from '../published/trial.ts';

const USAGE =
  'usage: npm run bench -- published [--draws N] [--only MODEL,…] [--digits TABLE] [--json | --markdown]';

/** Where tests look for it too; without it the rows of digits are left out. */
const DIGITS = join(
  import.meta.dirname,
  ...['..', '..', '..', 'shared', 'data', 'av-digits', 'digits.csv'],
);

interface Options {
  /** Data sets that are drawn in place of each one of the study. */
  readonly draws: number;
  readonly only: readonly string[] | undefined;
  readonly digits: string;
}

/** Rows of Bowles, Ahmed and Schuld 2024 again, with models in the language, beside the study's own figures. */
export async function run(words: readonly string[]): Promise<Report> {
  const options = readOptions(words);
  const study = readStudy().filter(
    ({ model, run: family }) =>
      (options.only?.some((name) => model.startsWith(name) || family === name) ?? true) &&
      (family !== 'digits' || existsSync(options.digits)),
  );
  const work = mkdtempSync(join(tmpdir(), 'qmm-published-'));
  try {
    const table = join(work, 'digits.csv');
    if (existsSync(options.digits)) writeThreesAndFives(options.digits, table);
    const rows: Row[] = [];
    for (const one of study) rows.push(await reproduced(one, options.draws, table));
    return { notes: notes(rows, options), rows };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function reproduced(study: StudyRow, draws: number, table: string): Promise<Row> {
  const { model, file, run: family, members } = study;
  const started = performance.now();
  const trials = members.flatMap(({ settings }) =>
    Array.from({ length: draws }, (_, seed): Trial => {
      const data = family === 'digits' ? { table } : {};
      return { file, run: family, settings, seed, ...data };
    }),
  );
  const accuracies = await trainAll(trials, (done) =>
    process.stderr.write(`\r${model} on ${family}: ${done} of ${trials.length}`),
  );
  process.stderr.write('\n');
  const ours = members.map((_, member) => accuracies.slice(member * draws, (member + 1) * draws));
  const found = distanceOf(
    members.map(({ published }) => published),
    ours,
  );
  return {
    model: model.replace('Classifier', ''),
    data: NAMES[family] ?? family,
    sets: members.length,
    study: found.published.toFixed(3),
    spread: found.spread.toFixed(3),
    ours: found.ours.toFixed(3),
    oursSpread: found.oursSpread.toFixed(3),
    distance: `${found.distance < 0 ? '-' : '+'}${Math.abs(found.distance).toFixed(3)}`,
    errors: Math.abs(found.errors).toFixed(1),
    within: found.isWithin ? 'yes' : 'NO',
    seconds: ((performance.now() - started) / 1000).toFixed(0),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  curves: 'two curves, 4 to 10 features',
  manifold: 'hidden manifold, 4 to 10 features',
  planes: 'hyperplanes, 2 to 10 of them',
  digits: 'MNIST 3 or 5, 2 to 10 components',
};

function notes(rows: readonly Row[], { draws }: Options): string[] {
  const within = rows.filter((row) => row['within'] === 'yes').length;
  return [
    'Bowles, Ahmed and Schuld 2024. study: mean test accuracy over the data sets of a family, five seeds each; spread: its',
    `standard deviation. ours: the same settings on ${draws} data sets drawn by the same law for each of theirs, a seed each.`,
    'errors: the distance in standard errors, from the differences data set by data set.',
    `within the published spread: ${within} of ${rows.length}`,
  ];
}

function readOptions(words: readonly string[]): Options {
  let options: Options = { draws: 3, only: undefined, digits: DIGITS };
  for (let i = 0; i < words.length; i += 2) {
    const [word, value] = [words[i]!, words[i + 1]];
    if (value === undefined) throw new UsageError(`\`${word}\` needs a value after it.`, USAGE);
    if (word === '--draws' && Number.isInteger(Number(value)) && Number(value) > 0)
      options = { ...options, draws: Number(value) };
    else if (word === '--only') options = { ...options, only: value.split(',') };
    else if (word === '--digits') options = { ...options, digits: value };
    else throw new UsageError(`\`${word} ${value}\` means nothing here.`, USAGE);
  }
  return options;
}
