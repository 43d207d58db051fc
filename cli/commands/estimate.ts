import type { Compilation, ModelReport } from '../../compiler/index.ts';
import { planSteps } from '../../runtime/estimate/index.ts';
import type { Run } from '../../runtime/program/run.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand } from '../command.ts';
import { drawPlans } from '../draw-plans.ts';
import { type Estimate, estimateRun } from '../estimate.ts';
import { readValidSource } from '../source.ts';
import { loweringOf, loweringOptions } from '../lowering.ts';
import { bytes, drawTable, duration, nanoseconds, percent } from '../table.ts';
import { resolveFor, targetOptions } from '../target.ts';

export const estimateCommand = defineCommand({
  options: (yargs) =>
    loweringOptions(targetOptions(yargs))
      .positional('file', { type: 'string', demandOption: true, describe: '.qmm or .qasm file' })
      .option('plan', { type: 'boolean', describe: 'how the simulator will run each circuit' }),
  run: async (given, session) => {
    const { file, target: name, plan } = given;
    const compilation = await readValidSource(file);
    const { diagnostics, sources, runs } = compilation;
    const { device } = await resolveFor(name, compilation.targets, given);
    const lowering = loweringOf(given);
    const models = chooseNamed(runs, file, undefined).map((run) => ({
      ...reportOf(run, compilation),
      ...estimateRun(run, file, device, lowering),
      ...(plan === true ? { plans: planSteps(run) } : {}),
    }));
    const { paint } = session.out;
    const isSampled = models.some(({ shots }) => shots !== 0);
    const table = drawTable(
      headersOf(isSampled),
      models.map((model) => rowOf(model, isSampled)),
      paint,
    );
    const drawn = models.map(({ name: model, plans = [] }) => drawPlans(model, plans, paint));
    return {
      fields: { models },
      text: table + models.map(chainsText).join('') + drawn.join(''),
      diagnostics,
      sources,
    };
  },
});

/** @param isSampled does any of the models have shots? */
const headersOf = (isSampled: boolean): string[] => [
  'model',
  'run',
  'qubits',
  'parameters',
  'outputs',
  'circuits',
  'gates',
  'on two',
  'depth',
  'lasts',
  'succeeds',
  'memory',
  'training',
  ...(isSampled ? ['shots'] : []),
];

function rowOf(model: ModelReport & Estimate, isSampled: boolean): string[] {
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
    model.duration === undefined ? '' : nanoseconds(model.duration),
    model.successProbability === undefined ? '' : percent(model.successProbability),
    bytes(model.bytes),
    model.seconds === null ? '' : `about ${duration(model.seconds)}`,
    ...(isSampled ? [shotsText(model.shots)] : []),
  ];
}

/** A line for each matrix product state. */
function chainsText({ name, chains }: ModelReport & Estimate): string {
  return chains
    .map(({ qubits, bond, most }) => {
      const head = `${name}: ${qubits} qubits as a matrix product state`;
      if (bond < most) return `${head}, exact with bonds of ${bond} values\n`;
      return `${head}, bonds cut to ${most} values; a run tells the fidelity that this costs\n`;
    })
    .join('');
}

function shotsText(shots: number | null): string {
  if (shots === null) return '';
  return shots === 0 ? 'exact' : Number(shots.toPrecision(3)).toLocaleString('en');
}

function reportOf(run: Run, { models }: Compilation): ModelReport {
  const own = models.find((one) => one.run === run.name && one.name === run.program.model);
  return own ?? models.find((one) => one.name === run.program.model) ?? ofCircuit(run);
}

/** An OpenQASM text declares no model. */
function ofCircuit({ program: { model, circuits } }: Run): ModelReport {
  const qubits = circuits.reduce((most, circuit) => Math.max(most, circuit.qubits.length), 0);
  return { name: model, qubits, live: qubits, parameters: 0, outputs: {} };
}
