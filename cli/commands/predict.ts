import { defineCommand } from '../command.ts';
import { toCsv } from '../csv.ts';
import { UsageError } from '../exit.ts';
import { wholeNumber } from '../numbers.ts';
import { openRun } from '../open-run.ts';
import { predictionRow } from '../prediction-row.ts';
import { watchTruncation } from '../truncation.ts';

export const predictCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'run folder, or `last`' })
      .option('data', { type: 'string', requiresArg: true, describe: 'a table without labels' })
      .option('input', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'MODALITY=FILE: one sample, a file for each modality',
      })
      .option('draws', {
        type: 'string',
        requiresArg: true,
        describe: 'how many predictions of each sample, where the model draws them by chance',
      })
      .option('seed', { type: 'string', requiresArg: true, describe: 'of that chance (0)' })
      .conflicts('data', 'input'),
  run: async ({ run, data, input, draws, seed }, session) => {
    const { predictRun } = await import('../../runtime/predict/index.ts');
    const inputs = input && parseInputs(input);
    const watch = watchTruncation();
    const predictions = await predictRun({
      onTruncation: watch.onTruncation,
      ...openRun(run, data),
      ...(inputs ? { inputs } : {}),
      ...(draws === undefined ? {} : { draws: drawsOf(draws) }),
      ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed) }),
    });
    // Standard output is the table.
    if (!session.json) session.err.write(watch.text());
    return {
      fields: { predictions, ...watch.fields() },
      text: toCsv(predictions.map(predictionRow)),
    };
  },
});

function drawsOf(text: string): number {
  const draws = wholeNumber('draws', text);
  if (draws > 0) return draws;
  throw new UsageError('`--draws 0` leaves nothing to show.', 'Ask for one or more.');
}

function parseInputs(given: readonly string[]): Record<string, string> {
  const pairs = given.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new UsageError(
        `\`--input ${text}\` is not MODALITY=FILE.`,
        'For example: `--input eye=three.png --input ear=three.wav`.',
      );
    }
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}
