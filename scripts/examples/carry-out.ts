import { dirname } from 'node:path';
import { compile, readLibrary } from '../../compiler/index.ts';
import { planComparison } from '../../cli/compare/plan.ts';
import { withSeed } from '../../cli/compare/with-seed.ts';
import { chooseOne } from '../../cli/choose-runs.ts';
import { nodeHost, sourceHost } from '../../cli/host.ts';
import { changeRun } from '../../cli/overrides.ts';
import { compareSeed } from '../../runtime/compare/index.ts';
import { evaluateRun, predictRun } from '../../runtime/predict/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import type { Answer, Choice, Command } from './command.ts';

const library = readLibrary((path) => sourceHost().read(path));

/** Does what the command of `qmm` would do, in this thread. @throws where `qmm` would refuse it */
export async function carryOut(command: Command): Promise<Answer> {
  const host = nodeHost();
  switch (command.kind) {
    case 'train': {
      const { file, choice, out } = command;
      const compilation = compiled(file, choice);
      const run = chooseOne(compilation.runs, file, choice.run, 'train');
      const { metrics, folds } = await train({
        run: changed(run, file, choice),
        base: dirname(file),
        sources: Object.fromEntries(compilation.sources),
        folder: out,
        resume: false,
        overrides: {},
        host,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      });
      return { test: metrics.test!, folds };
    }
    case 'eval': {
      const { folder, without } = command;
      const { metrics } = await evaluateRun({ folder, host, without });
      return { test: metrics['test']! };
    }
    case 'predict': {
      const predictions = await predictRun({ folder: command.folder, host });
      return { predictions: predictions.map((one) => ({ ...one })) };
    }
    case 'compare': {
      const { file, choice, against, ablate } = command;
      const plan = planComparison(compiled(file, choice), file, {
        name: choice.run,
        seeds: 1,
        against,
        ablate,
      });
      const run = changed(plan.run, file, choice.data === undefined ? {} : { data: choice.data });
      const by = (choice.seed ?? 0) - (run.train?.seed ?? 0);
      const { contestants } = await compareSeed({
        run: withSeed(run, by),
        base: dirname(file),
        host,
        against: plan.against,
        rivals: plan.rivals.map((rival) => withSeed(rival, by)),
        ablate: plan.ablate,
        isQuick: false,
        signal: new AbortController().signal,
        onScore: () => undefined,
      });
      return { ranking: contestants };
    }
  }
}

function compiled(file: string, { set = {} }: Choice): ReturnType<typeof compile> {
  const compilation = compile({ entry: file, host: sourceHost(), library, set });
  const error = compilation.diagnostics.find(({ severity }) => severity === 'error');
  if (error) throw new Error(`${file}: ${error.message}`);
  return compilation;
}

function changed(run: Run, file: string, { data, seed }: Choice): Run {
  const changes = {
    ...(data === undefined ? {} : { data }),
    ...(seed === undefined ? {} : { seed }),
  };
  return changeRun(run, changes, dirname(file));
}
