import { defineCommand } from '../command.ts';
import { confusionTable } from '../confusion-table.ts';
import { namedNoise } from '../named-noise.ts';
import { openRun } from '../open-run.ts';
import { scoresTable } from '../scores-table.ts';
import { watchTruncation } from '../truncation.ts';

export const evalCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'run folder, or `last`' })
      .option('data', {
        type: 'string',
        requiresArg: true,
        describe: 'another table, or its folder',
      })
      .option('split', {
        type: 'string',
        requiresArg: true,
        describe: 'train, validate, test or all; without it the test split',
      })
      .option('shots', {
        type: 'number',
        requiresArg: true,
        describe: 'repetitions of each circuit that values are estimated from',
      })
      .option('noise', {
        type: 'string',
        requiresArg: true,
        describe: 'a target of the run with `noise`, or one of `qmm targets`',
      })
      .option('without', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'a modality that counts as absent in every sample',
      }),
  run: async ({ run, data, split, shots, noise, without }, session) => {
    const { evaluateRun } = await import('../../runtime/predict/index.ts');
    const watch = watchTruncation();
    const opened = openRun(run, data);
    const result = await evaluateRun({
      onTruncation: watch.onTruncation,
      ...opened,
      ...(split === undefined ? {} : { split }),
      ...(shots === undefined ? {} : { shots }),
      ...(noise === undefined ? {} : { noise: await namedNoise(noise, opened) }),
      ...(without === undefined ? {} : { without }),
    });
    const { metrics, standardErrors, confusion, labels } = result;
    const { paint } = session.out;
    const rows = Object.entries(metrics).map(([name, scores]) => ({
      name,
      scores,
      errors: standardErrors?.[name],
    }));
    return {
      fields: {
        metrics,
        ...(standardErrors === undefined ? {} : { standardErrors }),
        ...(confusion === undefined ? {} : { confusion }),
        ...(labels === undefined ? {} : { labels }),
        ...watch.fields(),
      },
      text: `${scoresTable(rows, paint)}${watch.text()}\n${confusionTable(confusion, labels, paint)}`,
    };
  },
});
