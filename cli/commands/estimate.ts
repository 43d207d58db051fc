import type { Compilation, ModelReport } from '../../compiler/index.ts';
import type { Run } from '../../runtime/program/run.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand } from '../command.ts';
import { describePlans } from '../describe-plans.ts';
import { type Estimate, estimateRun } from '../estimate.ts';
import { readValidSource } from '../source.ts';
import { bytes, drawTable, duration } from '../table.ts';
import { resolveTarget } from '../target.ts';

export const estimateCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: '.qmm file' })
      .option('target', { type: 'string', requiresArg: true, describe: 'one of `qmm targets`' })
      .option('plan', { type: 'boolean', describe: 'how the simulator will run each circuit' }),
  run: async ({ file, target: name, plan }, session) => {
    const compilation = await readValidSource(file);
    const { diagnostics, sources, runs } = compilation;
    const target = name === undefined ? undefined : await resolveTarget(name);
    const device = target?.kind === 'device' ? target.device : undefined;
    const models = chooseNamed(runs, file, undefined).map((run) => ({
      ...reportOf(run, compilation),
      ...estimateRun(run, file, device),
      ...(plan === true ? { plans: describePlans(run) } : {}),
    }));
    const { paint } = session.out;
    const table = drawTable(headers, models.map(rowOf), paint);
    const plans = models.flatMap(({ name: model, plans: lines = [] }) =>
      lines.map(
        (steps) => `\n${paint.strong(model)}\n${steps.map((step) => `  ${step}\n`).join('')}`,
      ),
    );
    return { fields: { models }, text: table + plans.join(''), diagnostics, sources };
  },
});

const headers = [
  'model',
  'run',
  'qubits',
  'parameters',
  'outputs',
  'circuits',
  'gates',
  'on two',
  'depth',
  'memory',
  'training',
];

function rowOf(model: ModelReport & Estimate): string[] {
  const { name, run, qubits, live, parameters, outputs, circuits, gates, twoQubit, depth } = model;
  return [
    name,
    run ?? '',
    live === qubits ? String(qubits) : `${qubits}/${live}`,
    String(parameters),
    Object.entries(outputs)
      .map(([output, type]) => `${output} ${type}`)
      .join(', '),
    String(circuits),
    String(gates),
    String(twoQubit),
    String(depth),
    bytes(model.bytes),
    model.seconds === null ? '' : `about ${duration(model.seconds)}`,
  ];
}

function reportOf(run: Run, { models }: Compilation): ModelReport {
  const own = models.find((one) => one.run === run.name && one.name === run.program.model);
  return own ?? models.find((one) => one.name === run.program.model)!;
}
