import { dirname, resolve } from 'node:path';
import { analysisFields, analysisText, chosenFigures } from '../analysis.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand } from '../command.ts';
import { nodeHost } from '../host.ts';
import { wholeNumber } from '../numbers.ts';
import { openRun } from '../open-run.ts';
import { readValidSource } from '../source.ts';

export const analyseCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe:
          '.qmm or .qasm file, analysed as its training would start; or a run folder, or `last`',
      })
      .positional('name', { type: 'string', describe: 'one of the models of a file' })
      .option('only', {
        type: 'string',
        array: true,
        nargs: 1,
        describe:
          'a figure: gradients, expressibility, entanglement, registers, fisher, dimension, kernel or fourier; or noise, which takes a run and is only told where it is asked for',
      })
      .option('samples', {
        type: 'string',
        requiresArg: true,
        default: '500',
        describe: 'random weights to draw; more are surer and slower',
      })
      .option('seed', {
        type: 'string',
        requiresArg: true,
        default: '0',
        describe: 'of what is drawn',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'HTML page with the plots; those of a run are in its report too',
      }),
  run: async ({ file, name, only, samples, seed, out }, session) => {
    const runtime = await import('../../runtime/analyse/index.ts');
    const { analysisPage, writeReport } = await import('../../runtime/report/index.ts');
    const isRun = !/\.(qmm|qasm)$/.test(file);
    const figures = chosenFigures(only, isRun);
    const settings = {
      only: figures.filter((each) => each !== 'noise'),
      samples: wholeNumber('samples', samples, 2),
      seed: wholeNumber('seed', seed),
    };
    const host = nodeHost();
    if (!isRun) {
      const { runs } = await readValidSource(file);
      const run = chooseNamed(runs, file, name)[0]!;
      const base = resolve(dirname(file));
      const subject = await runtime.openStart(run, base, host, settings.seed);
      const analysis = runtime.analyse(subject, settings);
      if (out !== undefined) host.write(out, analysisPage(run.name, analysis));
      return {
        fields: { ...analysisFields(analysis), ...(out === undefined ? {} : { out }) },
        text: analysisText(analysis, session.out),
      };
    }
    const opened = openRun(file, undefined);
    const subject = await runtime.openTrained(opened.folder, opened.host);
    const told = runtime.analyse(subject, settings);
    const noise = figures.includes('noise')
      ? await runtime.analyseNoise({
          ...opened,
          seed: settings.seed,
          onTrial: (what) => session.err.write(`noise  ${what}\n`),
        })
      : { figures: [], left: [] };
    const analysis = {
      figures: [...told.figures, ...noise.figures],
      left: [...told.left, ...noise.left],
    };
    runtime.writeAnalysis(opened.folder, analysis, host);
    writeReport(opened.folder, host);
    if (out !== undefined) host.write(out, analysisPage(opened.folder, analysis));
    const report = `${opened.folder}/report.html`;
    return {
      fields: { ...analysisFields(analysis), report, ...(out === undefined ? {} : { out }) },
      text: `${analysisText(analysis, session.out)}\nplots: ${report}\n`,
    };
  },
});
