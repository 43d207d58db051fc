import {
  exact,
  pauliWords,
  type Affine,
  type Circuit,
  type Measurement,
} from '../../runtime/program/index.ts';

/**
 * A dense statevector in plain float64, written for being read rather than for speed: what compiled texts and circuits
 * are compared with. Qubit k is bit k of the index, as in Qiskit.
 */
export interface State {
  readonly qubits: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** A gate with numbers in it; beside the circuit's names it may be `cx`, `cz` or `ecr`. */
export interface NumericGate {
  readonly name: string;
  readonly qubits: readonly number[];
  readonly controls: readonly number[];
  readonly angles: readonly number[];
}

type Complex = readonly [real: number, imaginary: number];
type Matrix = readonly (readonly Complex[])[];

/** All qubits in |0>. */
export function groundState(qubits: number): State {
  const real = new Float64Array(2 ** qubits);
  real[0] = 1;
  return { qubits, real, imaginary: new Float64Array(2 ** qubits) };
}

/** The state after a circuit, for given values of its leaves. */
export function stateAfter(
  circuit: Circuit,
  values: ArrayLike<number>,
  present: (modality: string) => boolean = () => true,
): State {
  const gates = circuit.gates
    .filter(({ when }) => when.every(present))
    .map(({ name, qubits, controls, angles }) => ({
      name,
      qubits,
      controls,
      angles: angles.map((angle) => evaluate(circuit.angles[angle]!, values)),
    }));
  return gates.reduce(applyGate, groundState(circuit.qubits.length));
}

/** The numbers a circuit gives, measurement after measurement. */
export function measured(state: State, measurements: readonly Measurement[]): number[] {
  return measurements.flatMap((each): readonly number[] => {
    switch (each.kind) {
      case 'expectation':
        return [
          each.terms.reduce(
            (sum, { coefficient, factors }) => sum + coefficient * pauliMean(state, factors),
            0,
          ),
        ];
      case 'probabilities':
        return probabilities(state, each.qubits);
      case 'paulis':
        return pauliWords(each.qubits).map(({ factors }) => pauliMean(state, factors));
      case 'amplitudes':
        return amplitudes(state, each.qubits);
    }
  });
}

/** |<a|b>|: 1 for states that differ by a global phase only. */
export function overlap(a: State, b: State): number {
  let real = 0;
  let imaginary = 0;
  for (let k = 0; k < a.real.length; k++) {
    real += a.real[k]! * b.real[k]! + a.imaginary[k]! * b.imaginary[k]!;
    imaginary += a.real[k]! * b.imaginary[k]! - a.imaginary[k]! * b.real[k]!;
  }
  return Math.hypot(real, imaginary);
}

/** The state with qubit k of the result taken from qubit `from[k]`; the others must be in |0>. */
export function pick(state: State, from: readonly number[]): State {
  const result = groundState(from.length);
  result.real[0] = 0;
  for (let index = 0; index < result.real.length; index++) {
    const source = from.reduce((bits, qubit, k) => bits | (((index >> k) & 1) << qubit), 0);
    result.real[index] = state.real[source]!;
    result.imaginary[index] = state.imaginary[source]!;
  }
  return result;
}

export function applyGate(state: State, gate: NumericGate): State {
  const { name, angles, controls, qubits } = gate;
  if (name === 'barrier' || name === 'cut' || name === 'reset') return state;
  if (name === 'cx' || name === 'cz') {
    const [control, target] = [qubits[0]!, qubits[1]!];
    return applyGate(state, { name: name.slice(1), qubits: [target], controls: [control], angles });
  }
  if (name === 'prepare') return prepared(state, gate);
  const matrix = matrixOf(name, angles);
  return applyMatrix(state, matrix, qubits, controls);
}

function evaluate(angle: Affine, values: ArrayLike<number>): number {
  return angle.terms.reduce(
    (sum, { leaf, coefficient }) => sum + exact.toNumber(coefficient) * values[leaf]!,
    exact.toNumber(angle.constant),
  );
}

/** First operand most significant in the matrix, as physicists write `A (x) B`. */
function applyMatrix(
  state: State,
  matrix: Matrix,
  qubits: readonly number[],
  controls: readonly number[],
): State {
  const real = state.real.slice();
  const imaginary = state.imaginary.slice();
  const mask = qubits.reduce((bits, qubit) => bits | (1 << qubit), 0);
  const conditions = controls.reduce((bits, qubit) => bits | (1 << qubit), 0);
  const offsets = matrix.map((_, row) =>
    qubits.reduce((bits, qubit, k) => bits | (((row >> (qubits.length - 1 - k)) & 1) << qubit), 0),
  );
  for (let base = 0; base < real.length; base++) {
    if ((base & mask) !== 0 || (base & conditions) !== conditions) continue;
    for (const [row, entries] of matrix.entries()) {
      let re = 0;
      let im = 0;
      for (const [column, [a, b]] of entries.entries()) {
        const source = base | offsets[column]!;
        re += a * state.real[source]! - b * state.imaginary[source]!;
        im += a * state.imaginary[source]! + b * state.real[source]!;
      }
      real[base | offsets[row]!] = re;
      imaginary[base | offsets[row]!] = im;
    }
  }
  return { ...state, real, imaginary };
}

/** The qubits are fresh: each amplitude of the rest is spread over them. */
function prepared(state: State, { qubits, angles }: NumericGate): State {
  const result = groundState(state.qubits);
  result.real[0] = 0;
  const mask = qubits.reduce((bits, qubit) => bits | (1 << qubit), 0);
  for (let base = 0; base < state.real.length; base++) {
    if ((base & mask) !== 0) continue;
    for (const [index, amplitude] of angles.entries()) {
      const place = qubits.reduce(
        (bits, qubit, k) => bits | (((index >> (qubits.length - 1 - k)) & 1) << qubit),
        base,
      );
      result.real[place] = amplitude * state.real[base]!;
      result.imaginary[place] = amplitude * state.imaginary[base]!;
    }
  }
  return result;
}

function pauliMean(
  state: State,
  factors: readonly { readonly qubit: number; readonly pauli: 'X' | 'Y' | 'Z' }[],
): number {
  const turned = factors.reduce(
    (current, { qubit, pauli }) =>
      applyGate(current, { name: pauli.toLowerCase(), qubits: [qubit], controls: [], angles: [] }),
    state,
  );
  return state.real.reduce(
    (sum, re, k) => sum + re * turned.real[k]! + state.imaginary[k]! * turned.imaginary[k]!,
    0,
  );
}

/** First qubit most significant. */
function probabilities(state: State, qubits: readonly number[]): number[] {
  const result = Array<number>(2 ** qubits.length).fill(0);
  for (let index = 0; index < state.real.length; index++) {
    result[outcome(index, qubits)]! += state.real[index]! ** 2 + state.imaginary[index]! ** 2;
  }
  return result;
}

function amplitudes(state: State, qubits: readonly number[]): number[] {
  const result = Array<number>(2 * 2 ** qubits.length).fill(0);
  for (let index = 0; index < state.real.length; index++) {
    result[2 * outcome(index, qubits)] = state.real[index]!;
    result[2 * outcome(index, qubits) + 1] = state.imaginary[index]!;
  }
  return result;
}

/** The first listed qubit is the most significant digit. */
function outcome(index: number, qubits: readonly number[]): number {
  return qubits.reduce((bits, qubit) => 2 * bits + ((index >> qubit) & 1), 0);
}

const ZERO: Complex = [0, 0];
const ONE: Complex = [1, 0];
const MINUS: Complex = [-1, 0];
const I: Complex = [0, 1];
const MINUS_I: Complex = [0, -1];

/** As in Qiskit's documentation of each gate. */
function matrixOf(name: string, angles: readonly number[]): Matrix {
  const angle = angles[0] ?? 0;
  const [cos, sin] = [Math.cos(angle / 2), Math.sin(angle / 2)];
  const c: Complex = [cos, 0];
  const root: Complex = [Math.SQRT1_2, 0];
  const iSin: Complex = [0, -sin];
  const diagonal = (...entries: readonly Complex[]): Matrix =>
    entries.map((entry, row) => entries.map((_, column) => (row === column ? entry : ZERO)));
  switch (name) {
    case 'x':
      return [
        [ZERO, ONE],
        [ONE, ZERO],
      ];
    case 'y':
      return [
        [ZERO, MINUS_I],
        [I, ZERO],
      ];
    case 'z':
      return diagonal(ONE, MINUS);
    case 'h':
      return [
        [root, root],
        [root, [-Math.SQRT1_2, 0]],
      ];
    case 's':
      return diagonal(ONE, I);
    case 'sdg':
      return diagonal(ONE, MINUS_I);
    case 't':
      return diagonal(ONE, turn(Math.PI / 4));
    case 'tdg':
      return diagonal(ONE, turn(-Math.PI / 4));
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
        [c, iSin],
        [iSin, c],
      ];
    case 'ry':
      return [
        [c, [-sin, 0]],
        [[sin, 0], c],
      ];
    case 'rz':
      return diagonal(turn(-angle / 2), turn(angle / 2));
    case 'p':
      return diagonal(ONE, turn(angle));
    case 'phase':
      return diagonal(turn(angle));
    case 'swap':
      return exchange(ONE);
    case 'iswap':
      return exchange(I);
    case 'iswapdg':
      return exchange(MINUS_I);
    case 'rzz': {
      const [low, high] = [turn(-angle / 2), turn(angle / 2)];
      return diagonal(low, high, high, low);
    }
    case 'rxx':
      return cross(c, iSin, iSin);
    case 'ryy':
      return cross(c, [0, sin], iSin);
    case 'ecr':
      // (X (x) I - Y (x) X) / sqrt 2 with the first qubit on the left.
      return [
        [ZERO, ZERO, root, [0, Math.SQRT1_2]],
        [ZERO, ZERO, [0, Math.SQRT1_2], root],
        [root, [0, -Math.SQRT1_2], ZERO, ZERO],
        [[0, -Math.SQRT1_2], root, ZERO, ZERO],
      ];
    default:
      throw new Error(`no matrix for ${name}`);
  }
}

function turn(angle: number): Complex {
  return [Math.cos(angle), Math.sin(angle)];
}

function exchange(between: Complex): Matrix {
  return [
    [ONE, ZERO, ZERO, ZERO],
    [ZERO, ZERO, between, ZERO],
    [ZERO, between, ZERO, ZERO],
    [ZERO, ZERO, ZERO, ONE],
  ];
}

function cross(diagonal: Complex, outer: Complex, inner: Complex): Matrix {
  return [
    [diagonal, ZERO, ZERO, outer],
    [ZERO, diagonal, inner, ZERO],
    [ZERO, inner, diagonal, ZERO],
    [outer, ZERO, ZERO, diagonal],
  ];
}
