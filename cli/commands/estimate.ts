import type { Compilation, ModelReport } from '../../compiler/index.ts';
import type { Device } from '../../compiler/targets/index.ts';
import { planSteps } from '../../runtime/estimate/index.ts';
import type { Run } from '../../runtime/program/run.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand } from '../command.ts';
import { drawPlans } from '../draw-plans.ts';
import { type Estimate, estimateRun } from '../estimate.ts';
import { readValidSource } from '../source.ts';
import { loweringOf, loweringOptions } from '../lowering.ts';
import { bytes, drawTable, duration, nanoseconds, percent } from '../table.ts';
import { openMachine } from '../submit/machine.ts';
import { nodeNetwork } from '../submit/network.ts';
import { runsJobs, submitTarget } from '../submit/target.ts';
import { resolveFor, targetOptions, type Variant } from '../target.ts';
import { MACHINE_RULE } from '../training-on/tell.ts';

export const estimateCommand = defineCommand({
  options: (yargs) =>
    loweringOptions(targetOptions(yargs))
      .positional('file', { type: 'string', demandOption: true, describe: '.qmm or .qasm file' })
      .option('plan', { type: 'boolean', describe: 'how the simulator will run each circuit' }),
  run: async (given, session) => {
    const { file, target: name, plan } = given;
    const compilation = await readValidSource(file);
    const { diagnostics, sources, runs } = compilation;
    const { device, remark } = await machineFor(name, compilation, given);
    if (remark !== '') session.err.write(`${remark}\n`);
    const lowering = loweringOf(given);
    const models = chooseNamed(runs, file, undefined).map((run) => ({
      ...reportOf(run, compilation),
      ...estimateRun(run, file, device, lowering),
      ...(plan === true ? { plans: planSteps(run) } : {}),
    }));
    const { paint } = session.out;
    const has = {
      shots: models.some(({ shots }) => shots !== 0),
      machine: models.some(({ machineSeconds }) => machineSeconds !== undefined),
    };
    const table = drawTable(
      headersOf(has),
      models.map((model) => rowOf(model, has)),
      paint,
    );
    const drawn = models.map(({ name: model, plans = [] }) => drawPlans(model, plans, paint));
    return {
      fields: { models },
      text:
        table +
        (has.machine ? MACHINE_RULE : '') +
        models.map(untrainableText).join('') +
        models.map(chainsText).join('') +
        drawn.join(''),
      diagnostics,
      sources,
    };
  },
});

/** What any of the models has: shots, a machine that would train it. */
interface Columns {
  readonly shots: boolean;
  readonly machine: boolean;
}

const headersOf = ({ shots, machine }: Columns): string[] => [
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
  ...(shots ? ['shots'] : []),
  ...(machine ? ['jobs', 'on the machine'] : []),
];

function rowOf(model: ModelReport & Estimate, has: Columns): string[] {
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
    secondsText(model.seconds ?? undefined),
    ...(has.shots ? [shotsText(model.shots)] : []),
    ...(has.machine ? [jobsText(model), secondsText(model.machineSeconds)] : []),
  ];
}

function jobsText({ jobs, machineSeconds }: Estimate): string {
  return machineSeconds === undefined ? '' : jobs.toLocaleString('en');
}

function secondsText(seconds: number | undefined): string {
  return seconds === undefined ? '' : `about ${duration(seconds)}`;
}

function untrainableText({ name, untrainable }: ModelReport & Estimate): string {
  return untrainable === undefined ? '' : `${name}: ${untrainable}\n`;
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

/** What `--target` names, machines that run jobs included. */
async function machineFor(
  name: string | undefined,
  { targets, runs }: Compilation,
  variant: Variant,
): Promise<{ readonly device: Device | undefined; readonly remark: string }> {
  const isDeclared = targets.some((target) => target.name === name);
  if (name === undefined || isDeclared || !runsJobs(name)) {
    return { device: (await resolveFor(name, targets, variant)).device, remark: '' };
  }
  const circuits = runs.flatMap(({ program }) => program.circuits);
  const widest = Math.max(0, ...circuits.map(({ qubits }) => qubits.length));
  const network = nodeNetwork(new AbortController().signal);
  return openMachine(submitTarget(name), network, true, widest);
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
