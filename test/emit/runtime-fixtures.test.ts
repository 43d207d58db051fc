import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readOptions } from '../../compiler/emit/read-options.ts';
import {
  emitExecutor,
  emitRuntime,
  jobOptions,
  runtimeOptions,
  type TypedNdarray,
} from '../../compiler/emit/runtime/index.ts';
import { generatedDevice, type Device } from '../../compiler/targets/index.ts';
import type { Measurement, Program } from '../../runtime/program/index.ts';
import { decodeTensor } from '../../runtime/hardware/results/index.ts';
import { expectationOfZ, programBuilder } from '../support/programs.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

/** Why a part of our body is not the official one, by path; a path stands for all below it. */
type Differences = Readonly<Record<string, string>>;

const QPY = 'ours are texts, theirs are QPY';
const TEXT = 'fewer gates than their compiler needs';
const ANGLES = 'the angles of our gates, which the bind program computes from the samples';
const DEFAULTS = 'they write defaults out, ours are left to the service';
const CLIENT = 'for their own clients; others are asked to leave it alone';
const SAMPLEX = 'they twirl, ours runs circuits as they are';

const ofExecutor: Differences = {
  'params.quantum_program.circuits': QPY,
  'params.quantum_program.semantic_role': CLIENT,
  'params.quantum_program.passthrough_data': CLIENT,
  'params.options': DEFAULTS,
};
const ofTwirled: Differences = { ...ofExecutor, 'params.quantum_program.items': SAMPLEX };

const DECOUPLED = ['dynamical_decoupling.enable=true', 'dynamical_decoupling.sequence_type=XY4'];
const TWIRLED = [
  'twirling.enable_gates=true',
  'twirling.num_randomizations=32',
  'twirling.shots_per_randomization=100',
];

interface Fixture {
  readonly name: string;
  readonly options: readonly string[];
  readonly differences: Differences;
}

const fixtures: readonly Fixture[] = [
  {
    name: 'job-sampler-default',
    options: ['shots=1024', 'log_level=WARNING'],
    differences: { 'params.pubs.0.0': QPY, 'params.pubs.0.1': ANGLES },
  },
  {
    name: 'job-sampler-twirling-dd',
    options: ['shots=1024', 'log_level=WARNING', ...DECOUPLED, ...TWIRLED],
    differences: { 'params.pubs.0.0': QPY, 'params.pubs.0.1': ANGLES },
  },
  {
    name: 'job-estimator-default',
    options: ['log_level=WARNING'],
    differences: { 'params.pubs.0.0': QPY, 'params.pubs.0.2': ANGLES },
  },
  {
    name: 'job-estimator-level2-twirling-dd',
    options: [
      'precision=0.02',
      'default_precision=0.02',
      'resilience_level=2',
      ...DECOUPLED,
      ...TWIRLED,
      'resilience.measure_mitigation=true',
      'resilience.zne.amplifier=gate_folding',
      'resilience.zne.noise_factors=1,3,5',
      'resilience.zne.extrapolator=exponential,linear',
      'log_level=INFO',
      'tags=qmm',
      'max_execution_time=300',
      'private=true',
    ],
    differences: { 'params.pubs.0.0': QPY, 'params.pubs.0.2': ANGLES },
  },
  {
    name: 'text-sampler-plain',
    options: ['shots=1024'],
    differences: { 'params.pubs.0.0': TEXT, 'params.pubs.0.1': ANGLES },
  },
  {
    name: 'text-sampler-strict',
    options: ['shots=1024'],
    differences: { 'params.pubs.0.0': TEXT, 'params.pubs.0.1': ANGLES },
  },
  {
    name: 'text-estimator-plain',
    options: ['precision=0.02', 'resilience_level=1'],
    differences: { 'params.pubs.0.0': TEXT, 'params.pubs.0.2': ANGLES },
  },
  {
    name: 'text-estimator-strict',
    options: ['precision=0.02', 'resilience_level=1'],
    differences: { 'params.pubs.0.0': TEXT, 'params.pubs.0.2': ANGLES },
  },
  {
    name: 'text-executor',
    options: ['shots=1024'],
    differences: {
      'params.quantum_program.circuits.data': TEXT,
      'params.quantum_program.items.0.circuit_arguments.data': ANGLES,
    },
  },
  {
    name: 'job-executor-sampler-default',
    options: ['shots=1024', 'log_level=WARNING', 'execution.init_qubits=true'],
    differences: { ...ofExecutor, 'params.quantum_program.items.0.circuit_arguments.data': ANGLES },
  },
  {
    name: 'job-executor-sampler-twirling',
    options: ['shots=16', 'log_level=WARNING', 'execution.init_qubits=true'],
    differences: ofTwirled,
  },
  {
    name: 'job-executor-estimator-level0',
    options: ['shots=4096', 'log_level=WARNING', 'execution.init_qubits=true'],
    differences: ofTwirled,
  },
  {
    name: 'job-executor-estimator-default',
    options: ['shots=128', 'log_level=WARNING', 'execution.init_qubits=true'],
    differences: ofTwirled,
  },
];

describeShared("our jobs are the official client's, field by field, save what is listed", () => {
  test('none is left out', () => {
    const there = readdirSync(sharedPath('fixtures', 'runtime'))
      .filter((name) => /^(job|text)-/.test(name))
      .map((name) => name.replace('.json', ''));
    expect(there.sort()).toEqual(fixtures.map(({ name }) => name).sort());
  });

  test.for(fixtures)('$name', ({ name, options, differences }) => {
    const theirs = JSON.parse(
      readFileSync(sharedPath('fixtures', 'runtime', `${name}.json`), 'utf8'),
    ) as Body;
    const ours = bodyFor(
      theirs.program_id,
      name.includes('estimator') ? 'means' : 'outcomes',
      options,
    );
    const paths = differing(ours, theirs);
    const listed = Object.keys(differences);
    const under = (path: string, prefix: string): boolean =>
      path === prefix || path.startsWith(`${prefix}.`);
    expect(paths.filter((path) => !listed.some((prefix) => under(path, prefix)))).toEqual([]);
    expect(listed.filter((prefix) => !paths.some((path) => under(path, prefix)))).toEqual([]);
  });
});

interface Body {
  readonly program_id: string;
}

function bodyFor(program: string, kind: 'outcomes' | 'means', options: readonly string[]): unknown {
  const settings = readOptions(runtimeOptions, options, 'runtime');
  const job = { target: pairOfFez, samples: SAMPLES, ...jobOptions(settings) };
  if (program === 'executor') return plain(emitExecutor(pairOf(kind), 0, job).body);
  return plain(emitRuntime(pairOf(kind), 0, job)[0]!.body);
}

const SAMPLES = [
  [0.1, 0.2],
  [0.3, 0.4],
  [0.5, 0.6],
].map((values) => ({ values }));

/** Of the size of fez with nothing but its first pair, on which the fixtures are placed. */
const pairOfFez: Device = {
  ...generatedDevice('linear:156')!,
  name: 'fez',
  edges: [{ from: 0, to: 1 }],
};

/** The circuit of the fixtures: `ry(th_000) q0; ry(th_001) q1; cz`. */
function pairOf(kind: 'outcomes' | 'means'): Program {
  const { input, circuit, build } = programBuilder('Pair');
  const th = input({
    name: 'th',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [2],
    optional: false,
  });
  const q = circuit([0, 1].map((index) => ({ register: 'q', index })));
  for (const k of [0, 1]) q.gate('ry', [k], { angles: [[[th, k]]] });
  q.gate('z', [1], { controls: [0] });
  const both = (pauli: 'X' | 'Z') => [0, 1].map((qubit) => ({ qubit, pauli }));
  const sum: Measurement = {
    kind: 'expectation',
    terms: [
      { coefficient: 1, factors: both('Z') },
      { coefficient: 0.5, factors: both('X') },
    ],
  };
  const node = q.build(
    kind === 'means' ? [expectationOfZ(0), sum] : [{ kind: 'probabilities', qubits: [1, 0] }],
  );
  return build({ readouts: [{ name: 'y', node, type: 'real' }] });
}

/** As it goes over the wire. */
function plain(body: object): unknown {
  return JSON.parse(JSON.stringify(body)) as unknown;
}

/** Paths to the outermost parts that are not equal; arrays are compared by their numbers. */
function differing(ours: unknown, theirs: unknown, path = ''): readonly string[] {
  if (isArray(ours) && isArray(theirs)) {
    const [mine, official] = [decodeTensor(ours), decodeTensor(theirs)];
    if (String(mine.shape) !== String(official.shape)) return [`${path} shape`];
    return String(Array.from(mine.values)) === String(Array.from(official.values)) ? [] : [path];
  }
  if (!isObject(ours) || !isObject(theirs) || Array.isArray(ours) !== Array.isArray(theirs)) {
    return Object.is(ours, theirs) ? [] : [path];
  }
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) =>
    differing(ours[key], theirs[key], path === '' ? key : `${path}.${key}`),
  );
}

function isArray(value: unknown): value is TypedNdarray {
  return isObject(value) && value['__type__'] === 'ndarray';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
