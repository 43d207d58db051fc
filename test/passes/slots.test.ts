import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constantValue } from '../../compiler/passes/angles.ts';
import { openAngles } from '../../compiler/passes/bind-program.ts';
import { bind } from '../../compiler/passes/bind.ts';
import { lower, type Lowered } from '../../compiler/passes/lower.ts';
import { generatedDevice, parseDevice, type Device } from '../../compiler/targets/index.ts';
import { createBinder, type Circuit } from '../../runtime/program/index.ts';
import { everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { boundNative, nativeState } from '../support/native-state.ts';
import {
  applyGate,
  groundState,
  measured,
  overlap,
  pick,
  stateAfter,
  type State,
} from '../support/statevector.ts';

const SEED = 715;
const RUNS = process.env['QMM_NIGHTLY'] === undefined ? 20 : 2000;

const oneWay = (...basis: readonly string[]): Device =>
  parseDevice(
    JSON.stringify({
      name: 'one-way',
      qubits: 4,
      basis,
      directed: true,
      edges: [
        [1, 0],
        [1, 2],
        [3, 2],
        [0, 3],
      ],
    }),
    'one-way.json',
  );

const line = generatedDevice('linear:4')!;

const devices: readonly Device[] = [
  line,
  oneWay('ecr', 'rz', 'sx', 'x'),
  oneWay('cx', 'rz', 'sx', 'x'),
  oneWay('cz', 'rz', 'rx'),
  { ...line, basis: ['prx', 'cz'] },
  { ...line, basis: ['gpi', 'gpi2', 'zz'] },
  { ...line, basis: ['rz', 'sx', 'x', 'rzz', 'cz'], rzzAngles: 'quadrant' },
];

/** Values where angles lose their meaning, and any. */
const features = fc.array(
  fc.oneof(
    fc.constantFrom(...[0, 1, -1, 2, -2, 4, 8].map((quarters) => (quarters * Math.PI) / 2)),
    fc.constantFrom(2 * Math.PI - 1e-9, 1e-7, Math.PI / 2 + 1e-10),
    fc.double({ min: -7, max: 7, noNaN: true }),
  ),
  { minLength: 4, maxLength: 4 },
);

const gates = fc.array(randomGate(4), { maxLength: 12 });

describe.each(devices)('on $name with $basis', (device) => {
  test('what is measured after binding the compiled circuit is what the circuit gives', () => {
    fc.assert(
      fc.property(gates, features, (list, given) => {
        const circuit = programOf(4, list, everyReadout(4)).circuits[0]!;
        const values = leafValues(circuit, given);
        const { circuit: native } = lower(circuit, device, { slots: true });
        const wanted = measured(stateAfter(circuit, values), circuit.measurements);
        measured(nativeState(native, values), native.measurements).forEach((value, k) =>
          expect(value).toBeCloseTo(wanted[k]!, 8),
        );
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('compiling the bound circuit, binding the compiled one and the circuit are one unitary', () => {
    fc.assert(
      fc.property(gates, features, (list, given) => {
        const circuit = programOf(4, list, []).circuits[0]!;
        const values = leafValues(circuit, given);
        const wanted = stateAfter(
          { ...circuit, gates: [...scrambling(4), ...circuit.gates] },
          values,
        );
        for (const lowered of [
          lower(circuit, device, { slots: true }),
          lower(bind(circuit, values), device, { slots: true }),
        ]) {
          expect(overlap(wanted, afterScrambling(lowered, values))).toBeCloseTo(1, 8);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

test('a gate on one qubit takes two pulses however many open angles it has, or one rx', () => {
  const list = (['rx', 'rz', 'ry', 'rx', 'rz', 'rx'] as const).map((name, k) => ({
    name,
    qubits: [0],
    controls: [],
    angle: { quarterTurns: 0, weight: 1, leaf: k % 4 },
  }));
  const circuit = programOf(1, list, []).circuits[0]!;
  const names = (device: Device): string =>
    lower(circuit, device, { slots: true })
      .circuit.operations.map(({ name }) => name)
      .join(' ');
  expect(names(devices[0]!)).toBe('rz sx rz sx rz');
  expect(names(devices[3]!)).toBe('rz rx rz');
});

test('turns that nobody can see are left out: before the first pulse and before a reading', () => {
  const list = (['rx', 'rz', 'ry'] as const).map((name, k) => ({
    name,
    qubits: [0],
    controls: [],
    angle: { quarterTurns: 0, weight: 1, leaf: k },
  }));
  const readout = [{ kind: 'probabilities', qubits: [0] }] as const;
  const circuit = programOf(1, list, readout).circuits[0]!;
  const names = lower(circuit, devices[0]!, { slots: true }).circuit.operations.map(
    ({ name }) => name,
  );
  expect(names).toEqual(['sx', 'rz', 'sx']);
});

test('affine forms stay where they are as short: a slot is made for three pulses and more', () => {
  const turn = (name: 'ry' | 'rz'): Parameters<typeof programOf>[1][number] => ({
    name,
    qubits: [0],
    controls: [],
    angle: { quarterTurns: 0, weight: 1, leaf: 0 },
  });
  const computedFor = (...names: readonly ('ry' | 'rz')[]): number => {
    // What `programOf` puts first is ry and rz.
    const circuit = programOf(1, names.map(turn), []).circuits[0]!;
    return lower(circuit, devices[0]!, { slots: true }).circuit.computed!.length;
  };
  expect([computedFor('rz'), computedFor('ry')]).toEqual([0, 1]);
});

test('a machine with rzz in [0, pi/2] takes one for an open angle, whatever its value', () => {
  const fractional = devices.at(-1)!;
  const rzz = (
    leaf: number,
    qubits: readonly number[],
  ): Parameters<typeof programOf>[1][number] => ({
    name: 'rzz',
    qubits,
    controls: [],
    angle: { quarterTurns: 0, weight: 1, leaf },
  });
  const circuit = programOf(3, [rzz(0, [0, 1]), rzz(1, [1, 2])], []).circuits[0]!;
  const { circuit: native } = lower(circuit, fractional, { slots: true });
  const pairs = native.operations.filter(({ qubits }) => qubits.length === 2);
  expect(pairs.map(({ name }) => name)).toEqual(['rzz', 'rzz']);
  fc.assert(
    fc.property(features, (given) => {
      for (const { name, angle } of boundNative(native, leafValues(circuit, given)).operations) {
        if (name !== 'rzz') continue;
        const value = constantValue(angle!)!;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(Math.PI / 2);
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

describe('gates in a row on two qubits', () => {
  const pair = generatedDevice('linear:2')!;
  const entanglersOf = ({ circuit }: Lowered): number =>
    circuit.operations.filter(({ qubits }) => qubits.length === 2).length;

  test('take three entanglers at most, for all values of their angles', () => {
    const counts = new Set<number>();
    fc.assert(
      fc.property(
        fc.array(randomGate(2), { minLength: 2, maxLength: 14 }),
        features,
        (list, given) => {
          const circuit = programOf(2, list, []).circuits[0]!;
          const values = leafValues(circuit, given);
          const lowered = lower(circuit, pair, { slots: true });
          const isBlock = lowered.circuit.computed!.some(({ kind }) => kind === 'block');
          if (isBlock) counts.add(entanglersOf(lowered));
          expect(entanglersOf(lowered)).toBeLessThanOrEqual(3);
          const wanted = { ...circuit, gates: [...scrambling(2), ...circuit.gates] };
          expect(overlap(stateAfter(wanted, values), afterScrambling(lowered, values))).toBeCloseTo(
            1,
            8,
          );
        },
      ),
      { seed: SEED, numRuns: 4 * RUNS },
    );
    expect([...counts].sort()).toEqual([2, 3]);
  });

  test.each([
    ['two rotations about any axes', ['rzz', 'ry', 'rxx', 'rx'], 2],
    ['a controlled rotation and a cx', ['crx', 'ry', 'cx'], 2],
    ['three rotations', ['rzz', 'ry', 'rzz', 'rx', 'rzz'], 3],
  ] as const)('take as few as such gates can: %s', (_, names, count) => {
    const list = names.map((name, k) => ({
      name: name.replace(/^c/, '') as 'rzz',
      qubits: name.startsWith('c') ? [1] : name.length === 3 ? [0, 1] : [k % 2],
      controls: name.startsWith('c') ? [0] : [],
      angle: { quarterTurns: 0, weight: 1, leaf: k % 4 },
    }));
    const circuit = programOf(2, list, []).circuits[0]!;
    expect(entanglersOf(lower(circuit, pair, { slots: true }))).toBe(count);
  });
});

describe('a binder', () => {
  const circuit = programOf(
    3,
    fc
      .sample(gates, { seed: 3, numRuns: 1 })[0]!
      .filter(({ qubits, controls }) => [...qubits, ...controls].every((qubit) => qubit < 3)),
    everyReadout(3),
  ).circuits[0]!;
  const { program } = openAngles(lower(circuit, devices[0]!, { slots: true }).circuit);
  const rows = [0, 1, 2].map((sample) =>
    Array.from({ length: program.leaves }, (_, leaf) => Math.sin(3 * leaf + 5 * sample) * 3),
  );
  const anglesOf = (values: readonly number[]): Float64Array => {
    const out = new Float64Array(program.angles.length);
    createBinder(program).bind(values, out);
    return out;
  };

  test('takes a batch row by row', () => {
    const out = new Float64Array(3 * program.angles.length);
    createBinder(program).bind(rows.flat(), out, 3);
    expect([...out]).toEqual(rows.flatMap((row) => [...anglesOf(row)]));
  });

  test('works out what depends on one leaf as it would work out everything', () => {
    const binder = createBinder(program);
    const out = new Float64Array(program.angles.length);
    binder.bind(rows[0]!, out);
    const changed = [...rows[0]!];
    rows[1]!.forEach((value, leaf) => {
      changed[leaf] = value;
      binder.rebind(leaf, value, out);
      expect([...out]).toEqual([...anglesOf(changed)]);
    });
  });

  test('is the same after its program went through JSON', () => {
    const again = JSON.parse(JSON.stringify(program)) as typeof program;
    expect(again).toEqual(program);
  });
});

function scrambling(qubits: number): Circuit['gates'] {
  return Array.from({ length: qubits }, (_, qubit) => ({
    name: 'sx',
    qubits: [qubit],
    controls: [],
    angles: [],
    when: [],
    origin: 0,
  }));
}

function afterScrambling({ circuit, start, end }: Lowered, values: readonly number[]): State {
  const first = start.reduce(
    (state, qubit) => applyGate(state, { name: 'sx', qubits: [qubit], controls: [], angles: [] }),
    groundState(circuit.qubits),
  );
  return pick(nativeState(circuit, values, first), end);
}
