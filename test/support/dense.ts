import {
  isMarker,
  type Circuit,
  type Gate,
  type PauliTerm,
} from '../../runtime/program/circuit.ts';
import type { Condition } from '../../runtime/program/condition.ts';
import { pauliWords } from '../../runtime/program/measurement.ts';
import { toNumber } from '../../runtime/program/exact.ts';

/**
 * A statevector, gate by gate from the definitions of the gates' matrices: slow, float64 and independent of the
 * simulator. Basis state k has qubit q in bit q.
 */
export interface DenseState {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

type Complex = readonly [re: number, im: number];
export type Matrix = readonly (readonly Complex[])[];

const ONE: Complex = [1, 0];
const ZERO: Complex = [0, 0];

/**
 * All measured values of one sample, given a value for each leaf. Of a circuit that measures on the way, the average
 * over all its outcomes.
 */
export function denseOutputs(
  circuit: Circuit,
  leaves: readonly number[],
  present: (modality: string) => boolean = () => true,
): number[] {
  const branches = denseBranches(circuit, leaves, present);
  const sum = (values: (state: DenseState) => readonly number[]): number[] =>
    branches
      .map(({ state }) => values(state))
      .reduce<number[]>((total, each) => each.map((value, k) => (total[k] ?? 0) + value), []);
  return circuit.measurements.flatMap((measurement): number[] => {
    switch (measurement.kind) {
      case 'expectation':
        return sum((state) => [
          measurement.terms.reduce((total, term) => total + pauliExpectation(state, term), 0),
        ]);
      case 'paulis':
        return sum((state) =>
          pauliWords(measurement.qubits).map((word) => pauliExpectation(state, word)),
        );
      case 'probabilities':
        return sum((state) => probabilities(state, measurement.qubits));
      case 'amplitudes':
        return amplitudes(branches[0]!.state, measurement.qubits);
    }
  });
}

function probabilities({ re, im }: DenseState, qubits: readonly number[]): number[] {
  const result = new Array<number>(2 ** qubits.length).fill(0);
  re.forEach((x, k) => {
    result[outcome(k, qubits)]! += x * x + im[k]! * im[k]!;
  });
  return result;
}

/** Real and imaginary part in turn; the qubits are all there are. */
function amplitudes({ re, im }: DenseState, qubits: readonly number[]): number[] {
  const result = new Array<number>(2 * re.length).fill(0);
  re.forEach((x, k) => {
    result[2 * outcome(k, qubits)] = x;
    result[2 * outcome(k, qubits) + 1] = im[k]!;
  });
  return result;
}

/** The digits of a basis state, first qubit most significant. */
function outcome(k: number, qubits: readonly number[]): number {
  return qubits.reduce((digits, q) => 2 * digits + ((k >> q) & 1), 0);
}

/** What some outcomes led to: their probability is the state's squared length. */
interface Branch {
  readonly state: DenseState;
  readonly bits: ReadonlyMap<number, boolean>;
}

/** The state for each course of outcomes that can happen. */
function denseBranches(
  circuit: Circuit,
  leaves: readonly number[],
  present: (modality: string) => boolean = () => true,
): readonly Branch[] {
  const size = 2 ** circuit.qubits.length;
  const start = { re: new Float64Array(size), im: new Float64Array(size) };
  start.re[0] = 1;
  const angles = circuit.angles.map(({ constant, terms }) =>
    terms.reduce(
      (sum, { leaf, coefficient }) => sum + toNumber(coefficient) * leaves[leaf]!,
      toNumber(constant),
    ),
  );
  let branches: readonly Branch[] = [{ state: start, bits: new Map() }];
  for (const gate of circuit.gates) {
    if (!gate.when.every(present) || isMarker(gate.name)) continue;
    const values = gate.angles.map((i) => angles[i]!);
    branches = branches.flatMap((branch) => {
      const acts = gate.conditions?.every((condition) => holds(condition, branch.bits)) ?? true;
      return acts ? acted(branch, gate, values) : [branch];
    });
  }
  return branches;
}

function acted({ state, bits }: Branch, gate: Gate, values: readonly number[]): readonly Branch[] {
  const [qubit = 0] = gate.qubits;
  if (gate.name === 'measure' || gate.name === 'reset') {
    return [false, true].flatMap((outcome): readonly Branch[] => {
      const after = projected(state, qubit, outcome);
      if (after === undefined) return [];
      if (gate.name === 'measure')
        return [{ state: after, bits: new Map(bits).set(gate.bit!, outcome) }];
      if (outcome) applyMatrix(after, [qubit], [], gateMatrix('x', 0));
      return [{ state: after, bits }];
    });
  }
  const after = { re: Float64Array.from(state.re), im: Float64Array.from(state.im) };
  if (gate.name === 'prepare') prepare(after, gate, values);
  else applyMatrix(after, gate.qubits, gate.controls, gateMatrix(gate.name, values[0] ?? 0));
  return [{ state: after, bits }];
}

/** Undefined where the outcome cannot happen. */
function projected(state: DenseState, qubit: number, outcome: boolean): DenseState | undefined {
  const kept = (_: number, k: number): boolean => (((k >> qubit) & 1) === 1) === outcome;
  const re = state.re.map((value, k) => (kept(value, k) ? value : 0));
  const im = state.im.map((value, k) => (kept(value, k) ? value : 0));
  return re.some(Boolean) || im.some(Boolean) ? { re, im } : undefined;
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

/** The unitary of a circuit's gates, column by column. */
export function denseUnitary(circuit: Circuit, leaves: readonly number[]): DenseState[] {
  const size = 2 ** circuit.qubits.length;
  return Array.from({ length: size }, (_, column) => {
    const flips = circuit.qubits.flatMap((_, q): Gate[] =>
      (column >> q) & 1
        ? [{ name: 'x', qubits: [q], controls: [], angles: [], when: [], origin: 0 }]
        : [],
    );
    return denseBranches({ ...circuit, gates: [...flips, ...circuit.gates] }, leaves)[0]!.state;
  });
}

/** Rows and columns count the gate's qubits with the first one as the lowest digit. */
export function gateMatrix(name: Gate['name'], angle: number): Matrix {
  const half = angle / 2;
  const [c, s] = [Math.cos(half), Math.sin(half)];
  const r = Math.SQRT1_2;
  const phase = (a: number): Complex => [Math.cos(a), Math.sin(a)];
  switch (name) {
    case 'x':
      return [
        [ZERO, ONE],
        [ONE, ZERO],
      ];
    case 'y':
      return [
        [ZERO, [0, -1]],
        [[0, 1], ZERO],
      ];
    case 'z':
      return diagonal(ONE, [-1, 0]);
    case 'h':
      return [
        [
          [r, 0],
          [r, 0],
        ],
        [
          [r, 0],
          [-r, 0],
        ],
      ];
    case 's':
      return diagonal(ONE, [0, 1]);
    case 'sdg':
      return diagonal(ONE, [0, -1]);
    case 't':
      return diagonal(ONE, phase(Math.PI / 4));
    case 'tdg':
      return diagonal(ONE, phase(-Math.PI / 4));
    case 'sx':
      return [
        [
          [0.5, 0.5],
          [0.5, -0.5],
        ],
        [
          [0.5, -0.5],
          [0.5, 0.5],
        ],
      ];
    case 'sxdg':
      return [
        [
          [0.5, -0.5],
          [0.5, 0.5],
        ],
        [
          [0.5, 0.5],
          [0.5, -0.5],
        ],
      ];
    case 'rx':
      return [
        [
          [c, 0],
          [0, -s],
        ],
        [
          [0, -s],
          [c, 0],
        ],
      ];
    case 'ry':
      return [
        [
          [c, 0],
          [-s, 0],
        ],
        [
          [s, 0],
          [c, 0],
        ],
      ];
    case 'rz':
      return diagonal(phase(-half), phase(half));
    case 'p':
      return diagonal(ONE, phase(angle));
    case 'phase':
      return [[phase(angle)]];
    case 'swap':
      return [
        [ONE, ZERO, ZERO, ZERO],
        [ZERO, ZERO, ONE, ZERO],
        [ZERO, ONE, ZERO, ZERO],
        [ZERO, ZERO, ZERO, ONE],
      ];
    case 'iswap':
      return [
        [ONE, ZERO, ZERO, ZERO],
        [ZERO, ZERO, [0, 1], ZERO],
        [ZERO, [0, 1], ZERO, ZERO],
        [ZERO, ZERO, ZERO, ONE],
      ];
    case 'iswapdg':
      return [
        [ONE, ZERO, ZERO, ZERO],
        [ZERO, ZERO, [0, -1], ZERO],
        [ZERO, [0, -1], ZERO, ZERO],
        [ZERO, ZERO, ZERO, ONE],
      ];
    case 'rxx':
      return [
        [[c, 0], ZERO, ZERO, [0, -s]],
        [ZERO, [c, 0], [0, -s], ZERO],
        [ZERO, [0, -s], [c, 0], ZERO],
        [[0, -s], ZERO, ZERO, [c, 0]],
      ];
    case 'ryy':
      return [
        [[c, 0], ZERO, ZERO, [0, s]],
        [ZERO, [c, 0], [0, -s], ZERO],
        [ZERO, [0, -s], [c, 0], ZERO],
        [[0, s], ZERO, ZERO, [c, 0]],
      ];
    case 'rzz':
      return diagonal(phase(-half), phase(half), phase(half), phase(-half));
    case 'prepare':
    case 'reset':
    case 'measure':
    case 'barrier':
    case 'cut':
      throw new Error(`${name} has no matrix`);
  }
}

function diagonal(...entries: Complex[]): Matrix {
  return entries.map((entry, i) => entries.map((_, j) => (i === j ? entry : ZERO)));
}

function applyMatrix(
  { re, im }: DenseState,
  qubits: readonly number[],
  controls: readonly number[],
  matrix: Matrix,
): void {
  const mask = qubits.reduce((bits, q) => bits | (1 << q), 0);
  const offset = (i: number): number =>
    qubits.reduce((bits, q, j) => bits | (((i >> j) & 1) << q), 0);
  for (let k = 0; k < re.length; k++) {
    if ((k & mask) !== 0 || controls.some((q) => ((k >> q) & 1) === 0)) continue;
    const before = matrix.map((_, i) => [re[k | offset(i)]!, im[k | offset(i)]!] as const);
    matrix.forEach((row, i) => {
      let [x, y] = [0, 0];
      row.forEach(([a, b], j) => {
        x += a * before[j]![0] - b * before[j]![1];
        y += a * before[j]![1] + b * before[j]![0];
      });
      re[k | offset(i)] = x;
      im[k | offset(i)] = y;
    });
  }
}

/** From |0...0> on the gate's qubits to its amplitudes. */
function prepare({ re, im }: DenseState, gate: Gate, amplitudes: readonly number[]): void {
  const mask = gate.qubits.reduce((bits, q) => bits | (1 << q), 0);
  const place = (i: number): number =>
    gate.qubits.toReversed().reduce((bits, q, j) => bits | (((i >> j) & 1) << q), 0);
  for (let k = 0; k < re.length; k++) {
    if ((k & mask) !== 0) continue;
    const [x, y] = [re[k]!, im[k]!];
    amplitudes.forEach((amplitude, i) => {
      re[k | place(i)] = x * amplitude;
      im[k | place(i)] = y * amplitude;
    });
  }
}

function pauliExpectation(state: DenseState, term: PauliTerm): number {
  const image = { re: Float64Array.from(state.re), im: Float64Array.from(state.im) };
  for (const { qubit, pauli } of term.factors) {
    const name = pauli.toLowerCase() as 'x' | 'y' | 'z';
    applyMatrix(image, [qubit], [], gateMatrix(name, 0));
  }
  return (
    term.coefficient *
    state.re.reduce((sum, re, k) => sum + re * image.re[k]! + state.im[k]! * image.im[k]!, 0)
  );
}
