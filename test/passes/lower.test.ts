import fc from 'fast-check';
import { expect, test } from 'vitest';
import { angleValue } from '../../compiler/passes/angles.ts';
import { nativeStats } from '../../compiler/emit/stats.ts';
import { bind } from '../../compiler/passes/bind.ts';
import { decompose } from '../../compiler/passes/decompose.ts';
import { lower } from '../../compiler/passes/lower.ts';
import type { NativeCircuit } from '../../compiler/passes/native.ts';
import type { Level } from '../../compiler/passes/pass.ts';
import {
  generatedDevice,
  neighbours,
  parseDevice,
  type Device,
} from '../../compiler/targets/index.ts';
import type { Circuit } from '../../runtime/program/index.ts';
import { asCircuit } from '../support/native.ts';
import { GATES, everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { nativeState } from '../support/native-state.ts';
import {
  applyGate,
  groundState,
  measured,
  overlap,
  pick,
  stateAfter,
  type State,
} from '../support/statevector.ts';

const FEATURES = [0.3, -1.1, 2.4, 0.7];
const SEED = 20261;

const LINE = [0, 1, 2, 3].map((from) => [from, from + 1]);

const oneWayRing = JSON.stringify({
  name: 'one-way',
  qubits: 5,
  basis: ['ecr', 'rz', 'sx', 'x'],
  directed: true,
  edges: [
    [1, 0],
    [1, 2],
    [3, 2],
    [3, 4],
    [0, 4],
  ],
});

const devices: readonly Device[] = [
  generatedDevice('linear:5')!,
  generatedDevice('grid:2x3')!,
  generatedDevice('full:5')!,
  parseDevice(oneWayRing, 'one-way.json'),
  parseDevice(oneWayRing.replace('ecr', 'cx'), 'one-way.json'),
  parseDevice(oneWayRing.replace('"ecr","rz","sx","x"', '"cz","rz","rx"'), 'one-way.json'),
  ...[
    { name: 'ions', basis: ['rzz', 'rz', 'rx'], coupling: 'all' },
    { name: 'ion pulses', basis: ['zz', 'gpi', 'gpi2'], coupling: 'all' },
    { name: 'any axis', basis: ['cz', 'prx'], edges: LINE },
    {
      name: 'fractional',
      basis: ['cz', 'rz', 'sx', 'x', 'rx', 'rzz'],
      rzzAngles: 'quadrant',
      edges: LINE,
    },
    { name: 'any phase', basis: ['rzz', 'prx'], rzzAngles: 'any', edges: LINE },
  ].map((each) => parseDevice(JSON.stringify({ qubits: 5, ...each }), `${each.name}.json`)),
];

test.each(GATES.flatMap((gate) => [0, 1, 2, 3].map((controls) => ({ ...gate, controls }))))(
  '$name with $controls controls is the same gate when it is written with fewer kinds',
  ({ name, targets, controls }) => {
    const angle = { quarterTurns: 0, weight: 2, leaf: 2 };
    const qubits = Array.from({ length: targets }, (_, k) => 4 - k);
    const gate = { name, qubits, controls: [0, 1, 2].slice(0, controls), angle };
    const circuit = programOf(5, [gate], []).circuits[0]!;
    const plain = decompose(circuit);
    expect(plain.gates.every(isSmall)).toBe(true);
    expect(overlap(run(circuit), run(plain))).toBeCloseTo(1, 12);
  },
);

test.each(devices)('random circuits keep their meaning on $name with $basis', (device) => {
  const gates = fc.array(randomGate(4), { maxLength: 12 });
  fc.assert(
    fc.property(gates, (list) => {
      const circuit = programOf(4, list, everyReadout(4)).circuits[0]!;
      const { circuit: native, end } = lower(circuit, device);
      expect(outsideOf(native, device)).toEqual([]);
      const state = runNative(native, leafValues(circuit, FEATURES));
      expect(overlap(run(circuit), pick(state, end))).toBeCloseTo(1, 10);
      const wanted = measured(run(circuit), circuit.measurements);
      measured(state, native.measurements).forEach((value, k) =>
        expect(value).toBeCloseTo(wanted[k]!, 10),
      );
    }),
    { seed: SEED, numRuns: 40 },
  );
});

test.each([0, 1, 2, 3] as const)('level %i keeps the meaning too', (level) => {
  const device = generatedDevice('linear:5')!;
  fc.assert(
    fc.property(fc.array(randomGate(4), { maxLength: 10 }), (list) => {
      const circuit = programOf(4, list, []).circuits[0]!;
      const { circuit: native, end } = lower(circuit, device, { level });
      expect(outsideOf(native, device)).toEqual([]);
      const state = runNative(native, leafValues(circuit, FEATURES));
      expect(overlap(run(circuit), pick(state, end))).toBeCloseTo(1, 10);
    }),
    { seed: SEED, numRuns: 20 },
  );
});

test('the passes of a level are those of the levels below it and more', () => {
  const circuit = programOf(2, [{ name: 'h', qubits: [0], controls: [], angle: turn(0) }], [])
    .circuits[0]!;
  const passesAt = (level: Level): readonly string[] => {
    const names: string[] = [];
    const observe = (pass: string): number => names.push(pass);
    lower(circuit, generatedDevice('linear:2')!, { level, observe });
    return names;
  };
  expect(passesAt(0)).toEqual([
    'read',
    'place-and-route',
    'fold-open-phases',
    'expand-pairs',
    'translate',
  ]);
  expect(passesAt(1)).toEqual(expect.arrayContaining([...passesAt(0), 'collect', 'trim']));
  expect(passesAt(2)).toEqual(expect.arrayContaining([...passesAt(1), 'join-blocks']));
  expect(passesAt(3)).toEqual(passesAt(2));
});

test('a fractional machine turns two qubits together by angles in [0, pi/2] only, ions by any', () => {
  const together = { name: 'rzz' as const, qubits: [0, 1], controls: [] };
  const countOn = (
    device: Device,
    quarterTurns: number,
    weight: number,
  ): Record<string, number> => {
    const gates = [{ ...together, angle: { quarterTurns, weight, leaf: 0 } }];
    const circuit = programOf(2, gates, []).circuits[0]!;
    const { circuit: native } = lower(circuit, device);
    if (device.rzzAngles === 'quadrant') {
      for (const { name, angle } of native.operations) {
        if (name !== 'rzz') continue;
        expect(angleValue(angle!, FEATURES)).toBeGreaterThanOrEqual(0);
        expect(angleValue(angle!, FEATURES)).toBeLessThanOrEqual(Math.PI / 2);
      }
    }
    return nativeStats(native, 0, [0, 1], 0).gates;
  };
  const fractional = devices.find(({ name }) => name === 'fractional')!;
  const ions = devices.find(({ name }) => name === 'ions')!;
  for (const quarterTurns of [-1.7, -0.3, 0.3, 1.7]) {
    expect(countOn(fractional, quarterTurns, 0)).toMatchObject({ rzz: 1 });
    expect(countOn(ions, quarterTurns, 0)).toMatchObject({ rzz: 1 });
  }
  expect(countOn(fractional, 0, 1)).toMatchObject({ cz: 2 });
  expect(countOn(ions, 0, 1)).toMatchObject({ rzz: 1 });
});

test('multiples of pi stay exact when rotations are joined: half a turn of ry, a quarter of rz', () => {
  const turn = { quarterTurns: 1, weight: 0, leaf: 0 };
  const circuit = programOf(1, [{ name: 'rz', qubits: [0], controls: [], angle: turn }], [])
    .circuits[0]!;
  const angles = lower(circuit, generatedDevice('linear:1')!).circuit.operations.map(
    ({ angle }) => angle,
  );
  expect(angles).toContainEqual(
    expect.objectContaining({ constant: { rational: [0, 1], pi: [-1, 2] } }),
  );
});

test('values put in beforehand give the circuit that values put in afterwards give', () => {
  const gates = fc.array(randomGate(3), { maxLength: 8 });
  fc.assert(
    fc.property(gates, (list) => {
      const circuit = programOf(3, list, []).circuits[0]!;
      const values = leafValues(circuit, FEATURES);
      const bound = bind(
        circuit,
        values.map((value, leaf) => (leaf === 1 ? undefined : value)),
      );
      const named = bound.angles.flatMap(({ terms }) => terms.map(({ leaf }) => leaf));
      expect(named.every((leaf) => leaf === 1)).toBe(true);
      expect(overlap(run(circuit), stateAfter(bound, values))).toBeCloseTo(1, 12);
    }),
    { seed: SEED, numRuns: 30 },
  );
});

test('a prepared state has its amplitudes, signs included', () => {
  const amplitudes = [0.5, -0.5, 0, 0.1, -0.3, 0.2, 0.4, -Math.sqrt(0.2)];
  const angles = amplitudes.map((value) => ({ constant: decimalOf(value), terms: [] }));
  const circuit: Circuit = {
    ...programOf(3, [], []).circuits[0]!,
    angles,
    gates: [
      {
        name: 'prepare',
        qubits: [2, 0, 1],
        controls: [],
        angles: angles.map((_, k) => k),
        when: [],
        origin: 0,
      },
    ],
  };
  expect(overlap(run(circuit), run(decompose(circuit)))).toBeCloseTo(1, 12);
});

test('a circuit too large for its device is told so', () => {
  const circuit = programOf(4, [], []).circuits[0]!;
  expect(() => lower(circuit, generatedDevice('linear:3')!)).toThrow(
    'The circuit has 4 qubits, and `linear:3` has 3.',
  );
});

function run(circuit: Circuit): State {
  return stateAfter(circuit, leafValues(circuit, FEATURES));
}

function runNative(circuit: NativeCircuit, values: readonly number[]): State {
  return stateAfter(asCircuit(circuit), values);
}

function isSmall({ name, controls, qubits }: Circuit['gates'][number]): boolean {
  if (controls.length === 0) return qubits.length === 1;
  return controls.length === 1 && (name === 'x' || name === 'z');
}

function outsideOf({ operations }: NativeCircuit, device: Device): string[] {
  const near = neighbours(device);
  return operations
    .filter(({ name, qubits: [a, b] }) => {
      if (!device.basis.includes(name)) return true;
      if (b === undefined) return false;
      const isEdge = device.edges.some(({ from, to }) => from === a && to === b);
      return device.directed ? !isEdge : !near[a!]!.includes(b);
    })
    .map(({ name, qubits }) => `${name} ${qubits.join(' ')}`);
}

function decimalOf(value: number): Circuit['angles'][number]['constant'] {
  return { rational: [0, 1], pi: [0, 1], decimal: value };
}

test('without time there is one trial, which is right and the same each time', () => {
  const device = generatedDevice('linear:5')!;
  fc.assert(
    fc.property(fc.array(randomGate(4), { minLength: 4, maxLength: 10 }), (list) => {
      const circuit = programOf(4, list, []).circuits[0]!;
      const hasTime = (): boolean => false;
      const { circuit: native, end } = lower(circuit, device, { hasTime });
      const state = runNative(native, leafValues(circuit, FEATURES));
      expect(overlap(run(circuit), pick(state, end))).toBeCloseTo(1, 10);
      expect(lower(circuit, device, { hasTime }).circuit).toEqual(native);
    }),
    { seed: SEED, numRuns: 15 },
  );
});

test('what may start in any state keeps what only other states than |0> show', () => {
  const plain = { qubits: [0], controls: [], angle: { quarterTurns: 0, weight: 0, leaf: 0 } };
  const turns = (['s', 'h'] as const).map((name) => ({ ...plain, name }));
  const encoded = programOf(1, turns, everyReadout(1)).circuits[0]!;
  const circuit = { ...encoded, gates: encoded.gates.slice(-2) };
  const { circuit: native, start } = lower(circuit, generatedDevice('linear:2')!, { input: 'any' });
  const values = leafValues(circuit, FEATURES);
  const state = stateAfter({ ...circuit, gates: [circuit.gates[1]!, ...circuit.gates] }, values);
  const wanted = measured(state, circuit.measurements);
  const before = { name: 'h', qubits: [start[0]!], controls: [], angles: [] };
  const found = nativeState(native, values, applyGate(groundState(2), before));
  measured(found, native.measurements).forEach((value, k) =>
    expect(value).toBeCloseTo(wanted[k]!, 10),
  );
});

test('the same seed gives the same circuit', () => {
  const gates = [0, 1, 2, 3].flatMap((a) =>
    [0, 1, 2, 3].flatMap((b) =>
      a === b ? [] : [{ name: 'rzz' as const, qubits: [a, b], controls: [], angle: turn(a + b) }],
    ),
  );
  const circuit = programOf(4, gates, everyReadout(4)).circuits[0]!;
  const device = generatedDevice('linear:6')!;
  const texts = [1, 1, 2].map((seed) => JSON.stringify(lower(circuit, device, { seed })));
  expect(texts[0]).toBe(texts[1]);
});

function turn(leaf: number): { quarterTurns: number; weight: number; leaf: number } {
  return { quarterTurns: 0, weight: 1, leaf: leaf % 4 };
}
