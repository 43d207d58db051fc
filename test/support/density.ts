import { isMarker, type Circuit, type Gate } from '../../runtime/program/circuit.ts';
import type { Condition } from '../../runtime/program/condition.ts';
import { toNumber } from '../../runtime/program/exact.ts';
import type { Channel, NoiseModel } from '../../runtime/program/execution.ts';
import { pauliWords } from '../../runtime/program/measurement.ts';
import { gateMatrix, type Matrix } from './dense.ts';

/**
 * Density matrices, from the definitions: Kraus operators on both sides, a matrix for each course of outcomes, readout
 * by confusion matrices. Float64 and independent of the simulator. Basis state k has qubit q in bit q; matrices of m
 * qubits have the first one as the lowest digit, as in `dense.ts`.
 */
interface Density {
  readonly size: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A course of outcomes; the trace is its probability. */
interface Branch {
  readonly density: Density;
  readonly bits: ReadonlyMap<number, boolean>;
}

type Complex = readonly [re: number, im: number];

export function noisyOutputs(
  circuit: Circuit,
  noise: NoiseModel,
  leaves: readonly number[],
): number[] {
  const density = total(branchesOf(circuit, noise, leaves));
  const read = (letters: ReadonlyMap<number, 'X' | 'Y' | 'Z'>): number => {
    // Into the basis of each letter; then the mean of the product of what is read.
    const turned = copyOf(density);
    for (const [qubit, letter] of letters) {
      if (letter === 'Y')
        onBothSides(
          turned,
          [qubit],
          [
            [
              [
                [1, 0],
                [0, 0],
              ],
              [
                [0, 0],
                [0, -1],
              ],
            ],
          ],
        );
      if (letter !== 'Z') onBothSides(turned, [qubit], [gateMatrix('h', 0)]);
    }
    let sum = 0;
    for (let k = 0; k < turned.size; k++) {
      let value = turned.re[k * turned.size + k]!;
      for (const qubit of letters.keys()) {
        const [one, zero] = readAs(circuit, noise, qubit, (k >> qubit) & 1);
        value *= zero - one;
      }
      sum += value;
    }
    return sum;
  };
  return circuit.measurements.flatMap((measurement): number[] => {
    switch (measurement.kind) {
      case 'expectation':
        return [
          measurement.terms.reduce(
            (sum, { coefficient, factors }) =>
              sum + coefficient * read(new Map(factors.map(({ qubit, pauli }) => [qubit, pauli]))),
            0,
          ),
        ];
      case 'paulis':
        return pauliWords(measurement.qubits).map(({ factors }) =>
          read(new Map(factors.map(({ qubit, pauli }) => [qubit, pauli]))),
        );
      case 'probabilities': {
        const { qubits } = measurement;
        return Array.from({ length: 2 ** qubits.length }, (_, outcome) => {
          let sum = 0;
          for (let k = 0; k < density.size; k++) {
            sum += qubits.reduce(
              (value, qubit, i) => {
                const digit = (outcome >> (qubits.length - 1 - i)) & 1;
                const [one, zero] = readAs(circuit, noise, qubit, (k >> qubit) & 1);
                return value * (digit === 1 ? one : zero);
              },
              density.re[k * density.size + k]!,
            );
          }
          return sum;
        });
      }
      case 'amplitudes':
        throw new Error('a mixed state has no amplitudes');
    }
  });
}

function branchesOf(
  circuit: Circuit,
  noise: NoiseModel,
  leaves: readonly number[],
): readonly Branch[] {
  const size = 2 ** circuit.qubits.length;
  const start = { size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  start.re[0] = 1;
  const angles = circuit.angles.map(({ constant, terms }) =>
    terms.reduce(
      (sum, { leaf, coefficient }) => sum + toNumber(coefficient) * leaves[leaf]!,
      toNumber(constant),
    ),
  );
  let branches: readonly Branch[] = [{ density: start, bits: new Map() }];
  for (const gate of circuit.gates) {
    if (isMarker(gate.name)) continue;
    const values = gate.angles.map((i) => angles[i]!);
    branches = branches.flatMap((branch) => {
      const acts = gate.conditions?.every((condition) => holds(condition, branch.bits)) ?? true;
      if (!acts) return [branch];
      return acted(circuit, noise, branch, gate, values).map((after) => {
        for (const kraus of errorsAfter(circuit, noise, gate))
          onBothSides(after.density, kraus.qubits, kraus.operators);
        return after;
      });
    });
  }
  return branches;
}

function acted(
  circuit: Circuit,
  noise: NoiseModel,
  { density, bits }: Branch,
  gate: Gate,
  values: readonly number[],
): readonly Branch[] {
  const after = copyOf(density);
  const [qubit = 0] = gate.qubits;
  const project = (from: number, to: number): Matrix =>
    [0, 1].map((row) =>
      [0, 1].map((column): Complex => [row === to && column === from ? 1 : 0, 0]),
    );
  switch (gate.name) {
    case 'reset':
      onBothSides(after, [qubit], [project(0, 0), project(1, 0)]);
      return [{ density: after, bits }];
    case 'measure':
      return [0, 1].map((outcome) => {
        const left = copyOf(density);
        const chances = [0, 1].map((value) => {
          const [one, zero] = readAs(circuit, noise, qubit, value);
          return Math.sqrt(outcome === 1 ? one : zero);
        });
        onBothSides(
          left,
          [qubit],
          chances.map((chance, value) => scaled(project(value, value), chance)),
        );
        return { density: left, bits: new Map(bits).set(gate.bit!, outcome === 1) };
      });
    case 'prepare': {
      // The qubits are in |0>: the first column of a matrix is all that matters.
      const size = 2 ** gate.qubits.length;
      const matrix = Array.from({ length: size }, (_, row) =>
        Array.from({ length: size }, (_, column): Complex => [
          column === 0 ? values[reversed(row, gate.qubits.length)]! : 0,
          0,
        ]),
      );
      onBothSides(after, gate.qubits, [matrix]);
      return [{ density: after, bits }];
    }
    default:
      onBothSides(
        after,
        [...gate.qubits, ...gate.controls],
        [controlled(gateMatrix(gate.name, values[0] ?? 0), gate.controls.length)],
      );
      return [{ density: after, bits }];
  }
}

/** The order of amplitudes has the first qubit most significant, that of matrices least. */
function reversed(index: number, digits: number): number {
  return Array.from({ length: digits }, (_, i) => ((index >> i) & 1) << (digits - 1 - i)).reduce(
    (a, b) => a | b,
    0,
  );
}

function controlled(matrix: Matrix, controls: number): Matrix {
  const inner = matrix.length;
  const size = inner * 2 ** controls;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column): Complex => {
      const first = size - inner;
      if (row >= first && column >= first) return matrix[row - first]![column - first]!;
      return [row === column ? 1 : 0, 0];
    }),
  );
}

interface Kraus {
  readonly qubits: readonly number[];
  readonly operators: readonly Matrix[];
}

function errorsAfter(circuit: Circuit, noise: NoiseModel, gate: Gate): readonly Kraus[] {
  const qubits = [...gate.qubits, ...gate.controls];
  const unitary = gate.name !== 'measure' && gate.name !== 'reset';
  return noise.gates.flatMap(({ after, on, channel }): Kraus[] => {
    const name = 'c'.repeat(gate.controls.length) + gate.name;
    const matches =
      (after === 'every' && unitary) ||
      (after === 'one_qubit' && unitary && qubits.length === 1) ||
      (after === 'two_qubit' && unitary && qubits.length === 2) ||
      (typeof after === 'object' && after.gate === name);
    const names = qubits
      .map((qubit) => `${circuit.qubits[qubit]!.register} ${circuit.qubits[qubit]!.index}`)
      .sort();
    const wanted = on?.map(({ register, index }) => `${register} ${index}`).sort();
    if (!matches || (wanted && wanted.join() !== names.join())) return [];
    if (channel.kind === 'depolarize' && qubits.length > 0)
      return [{ qubits, operators: depolarizing(qubits.length, channel.probability) }];
    return qubits.map((qubit) => ({ qubits: [qubit], operators: krausOperators(channel) }));
  });
}

/** Nielsen and Chuang 2010, section 8.3. */
export function krausOperators(channel: Channel): readonly Matrix[] {
  const real = (...rows: readonly (readonly number[])[]): Matrix =>
    rows.map((row) => row.map((value): Complex => [value, 0]));
  switch (channel.kind) {
    case 'depolarize':
      return depolarizing(1, channel.probability);
    case 'dephase':
      return [
        scaled(real([1, 0], [0, 1]), Math.sqrt(1 - channel.probability)),
        scaled(real([1, 0], [0, -1]), Math.sqrt(channel.probability)),
      ];
    case 'flip':
      return [
        scaled(real([1, 0], [0, 1]), Math.sqrt(1 - channel.probability)),
        scaled(real([0, 1], [1, 0]), Math.sqrt(channel.probability)),
      ];
    case 'damp':
      return [
        real([1, 0], [0, Math.sqrt(1 - channel.gamma)]),
        real([0, Math.sqrt(channel.gamma)], [0, 0]),
      ];
    case 'phase_damp':
      return [
        real([1, 0], [0, Math.sqrt(1 - channel.lambda)]),
        real([0, 0], [0, Math.sqrt(channel.lambda)]),
      ];
    case 'thermal': {
      // Amplitude damping, then a phase flip that takes coherences from exp(-t / 2 T1) to exp(-t / T2).
      const { t1, t2, duration } = channel;
      const damp = krausOperators({ kind: 'damp', gamma: 1 - Math.exp(-duration / t1) });
      const flip = krausOperators({
        kind: 'dephase',
        probability: (1 - Math.exp(duration / (2 * t1) - duration / t2)) / 2,
      });
      return flip.flatMap((b) => damp.map((a) => product(b, a)));
    }
  }
}

/** All Pauli words but the identity with equal probability, `probability / 4^m` each. */
function depolarizing(qubits: number, probability: number): readonly Matrix[] {
  const paulis: readonly Matrix[] = [
    [
      [
        [1, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [1, 0],
      ],
    ],
    gateMatrix('x', 0),
    gateMatrix('y', 0),
    gateMatrix('z', 0),
  ];
  return Array.from({ length: 4 ** qubits }, (_, word) => {
    const chance =
      word === 0 ? 1 - probability + probability / 4 ** qubits : probability / 4 ** qubits;
    const factors = Array.from({ length: qubits }, (_, i) => paulis[(word >> (2 * i)) & 3]!);
    return scaled(
      factors.reduce((low, high) => kronecker(high, low)),
      Math.sqrt(chance),
    );
  });
}

function kronecker(high: Matrix, low: Matrix): Matrix {
  const size = high.length * low.length;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) =>
      times(
        high[Math.floor(row / low.length)]![Math.floor(column / low.length)]!,
        low[row % low.length]![column % low.length]!,
      ),
    ),
  );
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    b[0]!.map((_, column) =>
      row.reduce<Complex>(
        ([re, im], value, k) => {
          const [x, y] = times(value, b[k]![column]!);
          return [re + x, im + y];
        },
        [0, 0],
      ),
    ),
  );
}

function times([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}

function scaled(matrix: Matrix, factor: number): Matrix {
  return matrix.map((row) => row.map(([re, im]): Complex => [re * factor, im * factor]));
}

/** `rho <- sum K rho K^+`, in place. */
function onBothSides(
  density: Density,
  qubits: readonly number[],
  operators: readonly Matrix[],
): void {
  const { size } = density;
  const sum = { re: new Float64Array(size * size), im: new Float64Array(size * size) };
  for (const operator of operators) {
    const left = oneSide(density, qubits, operator);
    // K (K rho)^+ is (K rho K^+)^+, and the sum is Hermitian.
    const both = oneSide(adjoint(left), qubits, operator);
    for (let i = 0; i < size * size; i++) {
      sum.re[i]! += both.re[i]!;
      sum.im[i]! += both.im[i]!;
    }
  }
  density.re.set(sum.re);
  density.im.set(sum.im);
}

function adjoint({ size, re, im }: Density): Density {
  const result = { size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      result.re[column * size + row] = re[row * size + column]!;
      result.im[column * size + row] = -im[row * size + column]!;
    }
  }
  return result;
}

/** A matrix on some qubits times the density matrix. */
function oneSide({ size, re, im }: Density, qubits: readonly number[], matrix: Matrix): Density {
  const result = { size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  const mask = qubits.reduce((all, qubit) => all | (1 << qubit), 0);
  for (let row = 0; row < size; row++) {
    const inner = qubits.reduce((digits, qubit, i) => digits | (((row >> qubit) & 1) << i), 0);
    matrix[inner]!.forEach(([x, y], k) => {
      if (x === 0 && y === 0) return;
      const from = qubits.reduce(
        (index, qubit, i) => index | (((k >> i) & 1) << qubit),
        row & ~mask,
      );
      for (let column = 0; column < size; column++) {
        const [a, b] = [re[from * size + column]!, im[from * size + column]!];
        result.re[row * size + column]! += x * a - y * b;
        result.im[row * size + column]! += x * b + y * a;
      }
    });
  }
  return result;
}

function total(branches: readonly Branch[]): Density {
  const sum = copyOf(branches[0]!.density);
  for (const { density } of branches.slice(1)) {
    density.re.forEach((value, i) => (sum.re[i]! += value));
    density.im.forEach((value, i) => (sum.im[i]! += value));
  }
  return sum;
}

function copyOf({ size, re, im }: Density): Density {
  return { size, re: re.slice(), im: im.slice() };
}

/** Probabilities to read 1 and 0. */
function readAs(
  { qubits }: Circuit,
  { readout }: NoiseModel,
  qubit: number,
  value: number,
): readonly [one: number, zero: number] {
  const { register, index } = qubits[qubit]!;
  let one = value;
  for (const { on, zeroAsOne, oneAsZero } of readout) {
    if (on !== null && (on.register !== register || on.index !== index)) continue;
    one = one * (1 - oneAsZero) + (1 - one) * zeroAsOne;
  }
  return [one, 1 - one];
}

function holds(condition: Condition, bits: ReadonlyMap<number, boolean>): boolean {
  switch (condition.kind) {
    case 'bit':
      return bits.get(condition.bit) ?? false;
    case 'not':
      return !holds(condition.of, bits);
    case 'and':
      return holds(condition.left, bits) && holds(condition.right, bits);
    case 'or':
      return holds(condition.left, bits) || holds(condition.right, bits);
    case 'same':
      return holds(condition.left, bits) === holds(condition.right, bits);
  }
}
