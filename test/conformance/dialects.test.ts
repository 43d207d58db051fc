import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import type { Lowering } from '../../compiler/passes/lower.ts';
import {
  generatedDevice,
  parseDevice,
  withBasis,
  type Device,
} from '../../compiler/targets/index.ts';
import { leafValues, programOf, randomGate } from '../support/circuits.ts';
import { askQiskit, type Answers, type Case } from './qiskit.ts';
import { inputValues } from './texts.ts';

const QUBITS = 4;
const FEATURES = [0.3, -1.1, 2.4, 0.7];

const full = (basis: string): Device => withBasis(generatedDevice('full:4')!, basis.split(' '));
const linear = (basis: string): Device => withBasis(generatedDevice('linear:4')!, basis.split(' '));
const timed = parseDevice(
  JSON.stringify({
    name: 'timed',
    qubits: QUBITS,
    basis: ['cz', 'rz', 'sx', 'x'],
    gridNs: 4,
    edges: [
      [0, 1, 0.01, 68],
      [1, 2, 0.01, 300],
      [2, 3, 0.01, 500],
    ],
    sxNs: [24, 24, 32, 32],
  }),
  'timed.json',
);

const fractional: Device = { ...linear('cz rz sx x rx rzz'), rzzAngles: 'quadrant' };

/** Machines as they are made, and what else is asked of the compiler. */
const ways: readonly {
  readonly name: string;
  readonly target: Device;
  readonly lowering?: Lowering;
}[] = [
  { name: 'ions', target: full('rzz rz rx') },
  { name: 'ion pulses', target: full('zz gpi gpi2') },
  { name: 'IQM', target: linear('cz prx') },
  { name: 'Rigetti', target: linear('cz rz rx') },
  { name: 'Eagle', target: { ...linear('ecr rz sx x'), directed: true } },
  { name: 'Falcon', target: { ...linear('cx rz sx x'), directed: true } },
  { name: 'fractional', target: fractional },
  ...[full('zz gpi gpi2'), linear('cz prx'), fractional].map((target) => ({
    name: `${target.basis.join(' ')} with slots`,
    target,
    lowering: { slots: true },
  })),
  ...([0, 1, 3] as const).map((level) => ({
    name: `level ${level}`,
    target: linear('cz rz sx x'),
    lowering: { level },
  })),
  ...(['XX', 'XpXm', 'XY4'] as const).map((decoupling) => ({
    name: decoupling,
    target: timed,
    lowering: { decoupling },
  })),
];

const circuits = fc.sample(fc.array(randomGate(QUBITS), { minLength: 5, maxLength: 12 }), {
  seed: 20_261,
  numRuns: 5,
});

const cases = circuits.flatMap((gates, k) => {
  const program = programOf(QUBITS, gates, []);
  const values = leafValues(program.circuits[0]!, FEATURES);
  const logical = emitOpenqasm3(program, 0, { form: 'logical' });
  return ways.map(({ name, target, lowering = {} }): Case => {
    const compiled = emitOpenqasm3(program, 0, { form: 'isa', target, lowering });
    return {
      id: `circuit ${k + 1}, ${name}`,
      kind: 'operator',
      plain: { text: logical.text, values: inputValues(logical, values) },
      compiled: { text: compiled.text, values: inputValues(compiled, values) },
      start: compiled.layout,
      end: compiled.finalLayout,
      gates: [...target.basis, ...(lowering.decoupling === undefined ? [] : ['delay'])],
    };
  });
});

let answers: Answers;

beforeAll(async () => {
  answers = await askQiskit(cases);
}, 600_000);

test.for(cases)('$id is the same unitary to Qiskit, in gates of the machine', ({ id }, context) => {
  if (answers.kind === 'missing') return context.skip(answers.reason);
  const { fidelity, foreign } = answers.of(id);
  expect(foreign).toEqual([]);
  expect(fidelity).toBeCloseTo(1, 9);
});
