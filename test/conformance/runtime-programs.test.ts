import { beforeAll, describe, expect, test } from 'vitest';
import { readOptions } from '../../compiler/emit/read-options.ts';
import {
  emitExecutor,
  emitRuntime,
  jobOptions,
  runtimeOptions,
} from '../../compiler/emit/runtime/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import { irisProgram, pairProgram } from '../support/programs.ts';
import { addOutcomes, emptyRows } from '../support/readings.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import { jobModels, withSharedWeights } from './jobs.ts';
import { askPython, type PythonAnswers } from './python.ts';

interface Answer {
  readonly error?: string;
  readonly items?: readonly {
    readonly isa: string;
    readonly qubits: number;
    /** By bit string, for each sample. */
    readonly rows: readonly Readonly<Record<string, number>>[];
  }[];
}

const SHOTS = 20_000;
const fez = (await libraryDevice('fez'))!;

const jobs = jobModels().map(({ program, samples }) => {
  const shared = withSharedWeights(program, samples);
  const job = emitExecutor(program, 0, { target: fez, samples: shared, shots: SHOTS });
  const circuit = program.circuits[0]!;
  const expected = shared.map(({ values, present }) =>
    measured(
      stateAfter(circuit, Array.from(values), (name) => present!.includes(name)),
      circuit.measurements,
    ),
  );
  return { id: program.model, job, circuit, expected };
});

/** Every option once, with all that may stand beside each other. */
const given = [
  'shots=4096',
  'seed_estimator=3',
  'dynamical_decoupling.enable=true',
  'dynamical_decoupling.sequence_type=XpXm',
  'dynamical_decoupling.extra_slack_distribution=edges',
  'dynamical_decoupling.scheduling_method=asap',
  'dynamical_decoupling.skip_reset_qubits=true',
  'execution.init_qubits=false',
  'execution.rep_delay=0.00025',
  'twirling.enable_gates=true',
  'twirling.enable_measure=true',
  'twirling.num_randomizations=32',
  'twirling.shots_per_randomization=auto',
  'twirling.strategy=active-circuit',
  'resilience.measure_mitigation=true',
  'resilience.measure_noise_learning.num_randomizations=16',
  'resilience.measure_noise_learning.shots_per_randomization=auto',
  'resilience.layer_noise_learning.max_layers_to_learn=2',
  'resilience.layer_noise_learning.shots_per_randomization=64',
  'resilience.layer_noise_learning.num_randomizations=16',
  'resilience.layer_noise_learning.layer_pair_depths=0,1,2',
];
const extrapolating = [
  'resilience.zne_mitigation=true',
  'resilience.zne.amplifier=gate_folding_front',
  'resilience.zne.noise_factors=1,1.5,2,3',
  'resilience.zne.extrapolator=polynomial_degree_3,double_exponential',
  'resilience.zne.extrapolated_noise_factors=0,0.5',
];
const cancelling = [
  'resilience.pec_mitigation=true',
  'resilience.pec.max_overhead=50',
  'resilience.pec.noise_gain=auto',
];

const options = [
  ['extrapolating', [...given, ...extrapolating]] as const,
  ['cancelling', [...given, ...cancelling]] as const,
].flatMap(([name, list]) => {
  const settings = jobOptions(readOptions(runtimeOptions, list, 'runtime'));
  const samples = [{ values: new Float64Array(32) }];
  return [irisProgram(), pairProgram()].flatMap((program) =>
    emitRuntime(program, 0, { target: fez, samples, ...settings }).map(({ body }) => ({
      id: `${name}, ${program.model}, ${body.program_id}`,
      program: body.program_id,
      options: body.params.options,
    })),
  );
});

let asked: PythonAnswers<Answer>;

// The first time, a Python environment is made.
beforeAll(async () => {
  asked = await askPython<Answer>('runtime_programs.py', [
    ...jobs.map(({ id, job }) => ({ id, kind: 'executor', body: job.body, backend: 'FakeFez' })),
    ...options.map((one) => ({ ...one, kind: 'options' })),
  ]);
}, 600_000);

describe('the published schema decodes our jobs for the executor, and a sampler finds our numbers', () => {
  test.for(jobs)('$id', ({ id, job, circuit, expected }, context) => {
    if (asked.kind === 'missing') return context.skip(asked.reason);
    const { error, items } = asked.answers[id]!;
    expect(error).toBeUndefined();
    expect(items!.map(({ isa, qubits }) => ({ isa, qubits }))).toEqual(
      job.items.map(() => ({ isa: '', qubits: 156 })),
    );
    const { rows, place } = emptyRows(circuit, expected.length);
    job.items.forEach(({ samples, ...reading }, item) =>
      samples.forEach((sample, row) =>
        addOutcomes(rows[sample]!, place, { counts: items![item]!.rows[row]!, reading }),
      ),
    );
    rows.forEach((row, sample) =>
      row.forEach((value, k) => expect(Math.abs(value - expected[sample]![k]!)).toBeLessThan(0.05)),
    );
  });
});

describe('the official client knows every option that we take', () => {
  test.for(options)('$id', ({ id }, context) => {
    if (asked.kind === 'missing') return context.skip(asked.reason);
    expect(asked.answers[id]!.error).toBeUndefined();
  });
});
