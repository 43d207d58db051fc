import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import type { RandomStream } from '../../runtime/data/random.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import { operate, tensor } from '../../runtime/predict/operate.ts';
import { createPredictor } from '../../index.ts';
import { checkpointOf } from '../support/checkpoint.ts';
import { programOf } from '../support/compile.ts';
import { programBuilder } from '../support/programs.ts';

type Complex = readonly [re: number, im: number];

const PAULIS: Readonly<Record<string, readonly (readonly Complex[])[]>> = {
  I: [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [1, 0],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ],
  Y: [
    [
      [0, 0],
      [0, -1],
    ],
    [
      [0, 1],
      [0, 0],
    ],
  ],
  Z: [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [-1, 0],
    ],
  ],
};

const times = (a: Complex, b: Complex): Complex => [
  a[0] * b[0] - a[1] * b[1],
  a[0] * b[1] + a[1] * b[0],
];

/** All Pauli words on the first `k` of the qubits of a pure state, first qubit most significant. */
function expectations(state: readonly Complex[], k: number): number[] {
  const qubits = Math.log2(state.length);
  return Array.from({ length: 4 ** k }, (_, word) => {
    const letters = Array.from(
      { length: k },
      (_, q) => 'IXYZ'[Math.floor(word / 4 ** (k - 1 - q)) % 4]!,
    );
    let sum = 0;
    for (let row = 0; row < state.length; row++) {
      for (let column = 0; column < state.length; column++) {
        let entry: Complex = [1, 0];
        for (let q = 0; q < qubits; q++) {
          const [i, j] = [row, column].map((index) => (index >> (qubits - 1 - q)) & 1) as [0, 1];
          entry = times(entry, PAULIS[letters[q] ?? 'I']![i]![j]!);
        }
        const [re, im] = state[row]!;
        sum += times(times([re, -im], entry), state[column]!)[0];
      }
    }
    return sum;
  });
}

function randomState(random: RandomStream, qubits: number): Complex[] {
  const state = Array.from({ length: 2 ** qubits }, (): Complex => [
    random.normal(),
    random.normal(),
  ]);
  const norm = Math.sqrt(state.reduce((sum, [re, im]) => sum + re ** 2 + im ** 2, 0));
  return state.map(([re, im]): Complex => [re / norm, im / norm]);
}

const entropyOf = (paulis: readonly number[]): number =>
  operate({ kind: 'entropy' }, [], tensor([paulis.length], paulis)).data[0]!;

/** `-p ln p - (1 - p) ln (1 - p)` of a qubit with this Bloch vector. */
function entropyOfQubit([, x, y, z]: readonly number[]): number {
  const length = Math.hypot(x!, y!, z!);
  return [(1 + length) / 2, (1 - length) / 2].reduce((sum, p) => sum - p * Math.log(p), 0);
}

describe('entropy from Pauli expectations', () => {
  test('of one qubit is that of the two ends of its Bloch vector', () => {
    expect(entropyOf([1, 0, 0, 0])).toBeCloseTo(Math.LN2, 12);
    const bloch = [1, 0.3, -0.5, 0.4];
    expect(entropyOf(bloch)).toBeCloseTo(entropyOfQubit(bloch), 12);
  });

  test('of a product of pure states is nothing', () => {
    const zeroPlus: Complex[] = [1, 1, 0, 0].map((re) => [re * Math.SQRT1_2, 0]);
    expect(entropyOf(expectations(zeroPlus, 2))).toBeCloseTo(0, 10);
  });

  test('of half a Bell pair is ln 2, of the pair nothing', () => {
    const bell: Complex[] = [1, 0, 0, 1].map((re) => [re * Math.SQRT1_2, 0]);
    expect(entropyOf(expectations(bell, 1))).toBeCloseTo(Math.LN2, 12);
    expect(entropyOf(expectations(bell, 2))).toBeCloseTo(0, 10);
  });

  test('of random states agrees on both sides of a cut', () => {
    const random = randomStream(3, 'entropy');
    for (const qubits of [2, 3, 4]) {
      const state = randomState(random, qubits);
      // A pure state's first qubit is as mixed as all the others together.
      const reversed = state.map((_, index) => {
        const bits = Array.from({ length: qubits }, (_, q) => (index >> q) & 1);
        return state[bits.reduce((number, bit) => 2 * number + bit, 0)]!;
      });
      const rest = entropyOf(expectations(reversed, qubits - 1));
      const single = expectations(reversed, qubits).filter((_, word) => word < 4);
      expect(rest).toBeCloseTo(entropyOfQubit(single), 10);
    }
  });

  test('of the maximally mixed state of k qubits is k ln 2', () => {
    for (const k of [1, 2, 3, 4]) {
      const mixed = Array.from({ length: 4 ** k }, (_, word) => (word === 0 ? 1 : 0));
      expect(entropyOf(mixed)).toBeCloseTo(k * Math.LN2, 12);
    }
  });
});

describe('the entropy of registers', () => {
  const entropies = (step: string): number[] => {
    const program = programOf(`
circuit bell on q[2] {
  h q[0]
  cx q[0], q[1]
}
circuit step on q[2] {
  ${step}
}
model M {
  modality x: real[1]
  register q[2]
  evolve q with bell
  evolve q with step
  readout all = entropy(q)
  readout half = entropy(q[1])
  readout pure = purity(q)
}
`);
    const { readouts } = createPredictor(program, checkpointOf(program)).predict({ x: [0] });
    return ['all', 'half', 'pure'].map((name) => Number(readouts[name]));
  };

  test('knows that a measurement or a reset on the way leaves a mixed whole', () => {
    const close = (...values: number[]) =>
      values.map((value) => expect.closeTo(value, 6) as number);
    expect(entropies('h q[0]')).toEqual(close(0, Math.LN2, 1));
    expect(entropies('let m = measure(q[0])')).toEqual(close(Math.LN2, Math.LN2, 0.5));
    expect(entropies('reset q[0]')).toEqual(close(Math.LN2, Math.LN2, 0.5));
    expect(entropies('let m = measure(q[0])\n  if m {\n    x q\n  }')).toEqual(close(0, 0, 1));
  });
});

describe('the derivative of the entropy', () => {
  const program = (size: number) => {
    const { parameter, node, build } = programBuilder('Mixed');
    const paulis = parameter('Mixed/paulis', [size], { kind: 'constant', value: 0 }, 'real');
    const entropy = node({ kind: 'entropy' }, [paulis], [], []);
    return build({ readouts: [{ name: 'entropy', node: entropy, type: 'real' }] });
  };
  const slopesAt = (paulis: readonly number[]) => {
    const described = program(paulis.length);
    const weights = createWeights(described);
    const target = described.readouts[0]!.node;
    const evaluator = createEvaluator({
      program: described,
      targets: [target],
      given: new Set(),
      capacity: 1,
      weights,
      differentiate: 'weights',
      precision: 'f64',
      mayLack: [],
    });
    weights.values.set(paulis);
    evaluator.forward(1);
    evaluator.backward(1, target, Float64Array.of(1));
    return weights.gradients;
  };

  test('is the slope between nearby mixed states', () => {
    const random = randomStream(4, 'entropy');
    for (const qubits of [2, 3, 4]) {
      const k = qubits - 1;
      const paulis = expectations(randomState(random, qubits), k).map((value, word) =>
        word === 0 ? 1 : 0.9 * value,
      );
      const slopes = slopesAt(paulis);
      paulis.forEach((value, word) => {
        const moved = (step: number): number =>
          entropyOf(paulis.map((each, i) => (i === word ? value + step : each)));
        expect(slopes[word]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
      });
    }
  });

  test('stays finite at a pure state', () => {
    const slopes = slopesAt([1, 0, 0, 1]);
    expect(slopes.every(Number.isFinite)).toBe(true);
    // Towards the inside of the Bloch sphere the entropy rises.
    expect(slopes[3]).toBeLessThan(0);
  });
});
