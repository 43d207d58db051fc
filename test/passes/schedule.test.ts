import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lower } from '../../compiler/passes/lower.ts';
import type { NativeCircuit, NativeOperation } from '../../compiler/passes/native.ts';
import { decouple } from '../../compiler/passes/schedule/decouple.ts';
import { machineFigures } from '../../compiler/passes/schedule/machine-figures.ts';
import { idleWindows, scheduleLate } from '../../compiler/passes/schedule/schedule.ts';
import { parseDevice, type Device } from '../../compiler/targets/index.ts';
import { leafValues, programOf, randomGate } from '../support/circuits.ts';
import { asCircuit } from '../support/native.ts';
import { overlap, pick, stateAfter } from '../support/statevector.ts';

const FEATURES = [0.3, -1.1, 2.4, 0.7];
const runs = { seed: 20_261, numRuns: 12 };
const SEQUENCES = ['XX', 'XpXm', 'XY4'] as const;

/** Pulses of 24 ns on the first qubit, 32 ns on the others; gates of 68 to 320 ns. */
function machine(basis: readonly string[], qubits = 5): Device {
  const text = JSON.stringify({
    name: 'timed',
    qubits,
    basis,
    gridNs: 4,
    edges: Array.from({ length: qubits - 1 }, (_, k) => [k, k + 1, 0.01, 68 + 84 * k]),
    t1Us: Array(qubits).fill(100),
    t2Us: Array(qubits).fill(50),
    readoutError: Array(qubits).fill(0.02),
    readoutNs: Array(qubits).fill(1000),
    sxError: Array(qubits).fill(0.001),
    sxNs: Array.from({ length: qubits }, (_, k) => (k === 0 ? 24 : 32)),
  });
  return parseDevice(text, 'timed.json');
}

const machines = [
  machine(['cz', 'rz', 'sx', 'x']),
  machine(['cz', 'rz', 'sx']),
  machine(['cz', 'rz', 'rx']),
  machine(['cz', 'prx']),
  machine(['zz', 'gpi', 'gpi2']),
];
const circuits = fc
  .array(randomGate(4), { minLength: 3, maxLength: 10 })
  .map((gates) => programOf(4, gates, []).circuits[0]!);

/** By hand: operations without angles. */
function native(
  qubits: number,
  ...list: readonly (readonly [string, ...number[]])[]
): NativeCircuit {
  const operations = list.map(([name, ...on]): NativeOperation => ({
    name: name as NativeOperation['name'],
    qubits: on,
    origin: 0,
  }));
  return { qubits, operations, leaves: [], bits: [], measurements: [] };
}

describe('a schedule', () => {
  test.each(machines)(
    'lets no two operations overlap, and has each as late as it can be, on $basis',
    (device) => {
      fc.assert(
        fc.property(circuits, (circuit) => {
          const { circuit: compiled } = lower(circuit, device);
          const { begins, durations, end } = scheduleLate(compiled, device)!;
          /** Backwards: when the qubit is needed next. */
          const needed = new Map<number, number>();
          for (const [k, { qubits }] of [...compiled.operations.entries()].reverse()) {
            const next = Math.min(...qubits.map((qubit) => needed.get(qubit) ?? end));
            expect(begins[k]! + durations[k]!).toBe(next);
            for (const qubit of qubits) needed.set(qubit, begins[k]!);
          }
          expect(Math.min(...begins)).toBe(0);
        }),
        runs,
      );
    },
  );

  test('is as late as it can be: a qubit is left in |0> until it is needed', () => {
    const circuit = native(
      3,
      ['sx', 0],
      ['sx', 1],
      ['cz', 0, 1],
      ['sx', 2],
      ['cz', 1, 2],
      ['sx', 0],
    );
    const { begins, end } = scheduleLate(circuit, machine(['cz', 'rz', 'sx', 'x'], 3))!;
    expect(end).toBe(32 + 68 + 152);
    expect([...begins]).toEqual([8, 0, 32, 68, 100, 228]);
    expect(idleWindows(circuit, scheduleLate(circuit, machine(['cz', 'rz', 'sx'], 3))!)).toEqual([
      { qubit: 0, begin: 100, duration: 128, before: 5 },
    ]);
  });
});

describe.each(SEQUENCES)('decoupling by %s', (sequence) => {
  test.each(machines)('keeps the circuit, and fills all time, on $basis', (device) => {
    fc.assert(
      fc.property(circuits, (circuit) => {
        const plain = lower(circuit, device);
        const { circuit: filled, start, end } = lower(circuit, device, { decoupling: sequence });
        expect({ start, end }).toEqual({ start: plain.start, end: plain.end });
        const values = leafValues(circuit, FEATURES);
        const state = stateAfter(asCircuit(filled), values);
        expect(overlap(stateAfter(circuit, values), pick(state, end))).toBeCloseTo(1, 10);
        const schedule = scheduleLate(filled, device)!;
        expect(idleWindows(filled, schedule)).toEqual([]);
        expect(schedule.end).toBe(scheduleLate(plain.circuit, device)!.end);
      }),
      runs,
    );
  });
});

test('flips stand half a space from the ends of a window, and only where there is room', () => {
  const device = machine(['cz', 'rz', 'sx', 'x'], 3);
  const waits = native(3, ['cz', 0, 1], ['cz', 1, 2], ['cz', 0, 1]);
  const onFirst = ({ operations }: NativeCircuit): unknown[] =>
    operations
      .filter(({ name, qubits }) => qubits[0] === 0 && name !== 'cz')
      .map(({ name, duration }) => duration ?? name);
  // 152 ns less two pulses of 24.
  expect(onFirst(decouple(waits, device, 'XX'))).toEqual([24, 'x', 56, 'x', 24]);
  expect(onFirst(decouple(waits, device, 'XpXm'))).toEqual([24, 'x', 56, 'rz', 'x', 'rz', 24]);
  // Four pulses would leave too little.
  expect(onFirst(decouple(waits, device, 'XY4'))).toEqual([152]);
});

test('duration and success are those of the gates, the waiting and the readout', () => {
  const device = machine(['cz', 'rz', 'sx', 'x'], 3);
  const circuit: NativeCircuit = {
    ...native(3, ['sx', 0], ['cz', 0, 1], ['cz', 1, 2], ['sx', 0]),
    measurements: [{ kind: 'probabilities', qubits: [0, 2] }],
  };
  const { duration, successProbability } = machineFigures(circuit, device);
  expect(duration).toBe(24 + 68 + 152 + 1000);
  const waiting = Math.exp(-128 / 100_000 - 128 / 50_000);
  expect(successProbability).toBeCloseTo(0.999 ** 2 * 0.99 ** 2 * 0.98 ** 2 * waiting, 12);
  expect(machineFigures(circuit, { ...device, edges: [] }).duration).toBeUndefined();
});

test('without times there is nothing to decouple in, and the message says so', () => {
  const text = '{"name": "mute", "qubits": 2, "basis": ["cz", "rz", "sx"], "edges": [[0, 1]]}';
  const device = parseDevice(text, 'mute.json');
  expect(() => decouple(native(2, ['cz', 0, 1]), device, 'XX')).toThrow(
    'how long the gates of `mute` take is not known',
  );
  expect(machineFigures(native(2, ['cz', 0, 1]), device)).toEqual({});
});
