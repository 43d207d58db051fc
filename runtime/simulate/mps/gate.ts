import type { Gate, Marker } from '../../program/circuit.ts';
import {
  combine,
  type Complex,
  IDENTITY,
  type Matrix2,
  ONE,
  PAULIS,
  PROJECTORS,
  type Term,
} from './operator.ts';

/** Gates that are unitary, with the names and matrices of `GateName`. */
type UnitaryName = Exclude<Gate['name'], 'prepare' | 'reset' | 'measure' | Marker>;

const HALF = Math.SQRT1_2;
const QUARTER = Math.PI / 4;

/** `e^{i angle}` */
function phase(angle: number): Complex {
  return { re: Math.cos(angle), im: Math.sin(angle) };
}

function turned(angle: number): Matrix2 {
  const { re, im } = phase(angle);
  return [1, 0, 0, 0, 0, 0, re, im];
}

/** `exp(-i angle P / 2)` as multiples of the identity and of P. */
function rotation(angle: number): readonly [Complex, Complex] {
  return [
    { re: Math.cos(angle / 2), im: 0 },
    { re: 0, im: -Math.sin(angle / 2) },
  ];
}

function rotated(pauli: Matrix2, angle: number): Matrix2 {
  const [same, other] = rotation(angle);
  return combine([same, IDENTITY], [other, pauli]);
}

/** Of a gate on one qubit; undefined for the others. */
export function matrixOfGate(name: UnitaryName, angle: number): Matrix2 | undefined {
  switch (name) {
    case 'x':
      return PAULIS.X;
    case 'y':
      return PAULIS.Y;
    case 'z':
      return PAULIS.Z;
    case 'h':
      return [HALF, 0, HALF, 0, HALF, 0, -HALF, 0];
    case 's':
      return turned(2 * QUARTER);
    case 'sdg':
      return turned(-2 * QUARTER);
    case 't':
      return turned(QUARTER);
    case 'tdg':
      return turned(-QUARTER);
    case 'sx':
      return [0.5, 0.5, 0.5, -0.5, 0.5, -0.5, 0.5, 0.5];
    case 'sxdg':
      return [0.5, -0.5, 0.5, 0.5, 0.5, 0.5, 0.5, -0.5];
    case 'rx':
      return rotated(PAULIS.X, angle);
    case 'ry':
      return rotated(PAULIS.Y, angle);
    case 'rz':
      return rotated(PAULIS.Z, angle);
    case 'p':
      return turned(angle);
    case 'phase':
    case 'swap':
    case 'iswap':
    case 'iswapdg':
    case 'rxx':
    case 'ryy':
    case 'rzz':
      return undefined;
  }
}

/** A gate on two qubits as a sum of products of the same Pauli on both; null is the identity. */
function pairs(
  name: UnitaryName,
  angle: number,
): readonly (readonly [keyof typeof PAULIS | null, Complex])[] {
  const half: Complex = { re: 0.5, im: 0 };
  const exchange = (on: Complex): readonly (readonly [keyof typeof PAULIS | null, Complex])[] => [
    [null, half],
    ['Z', half],
    ['X', on],
    ['Y', on],
  ];
  const [same, other] = rotation(angle);
  switch (name) {
    case 'swap':
      return exchange(half);
    case 'iswap':
      return exchange({ re: 0, im: 0.5 });
    case 'iswapdg':
      return exchange({ re: 0, im: -0.5 });
    case 'rxx':
      return [
        [null, same],
        ['X', other],
      ];
    case 'ryy':
      return [
        [null, same],
        ['Y', other],
      ];
    case 'rzz':
      return [
        [null, same],
        ['Z', other],
      ];
    default:
      throw new Error(`${name} is no gate on two qubits`);
  }
}

/**
 * A unitary gate as a sum of products: `U`, and under controls `1 + |1...1><1...1| (U - 1)`, which is exact whatever
 * the number of controls.
 */
export function termsOfGate(gate: Gate, name: UnitaryName, angle: number): readonly Term[] {
  const plain = termsOnTargets(gate, name, angle);
  if (gate.controls.length === 0) return plain;
  const under = gate.controls.map((qubit): [number, Matrix2] => [qubit, PROJECTORS[1]]);
  const [target] = gate.qubits;
  const matrix = matrixOfGate(name, angle);
  const minus: Complex = { re: -1, im: 0 };
  const change: readonly Term[] =
    matrix === undefined
      ? [...plain, { coefficient: minus, factors: new Map() }]
      : [
          {
            coefficient: ONE,
            factors: new Map([[target!, combine([ONE, matrix], [minus, IDENTITY])]]),
          },
        ];
  return [
    { coefficient: ONE, factors: new Map() },
    ...gathered(change).map(({ coefficient, factors }) => ({
      coefficient,
      factors: new Map([...under, ...factors]),
    })),
  ];
}

function termsOnTargets(gate: Gate, name: UnitaryName, angle: number): readonly Term[] {
  const [a, b] = gate.qubits;
  const matrix = matrixOfGate(name, angle);
  if (matrix !== undefined) return [{ coefficient: ONE, factors: new Map([[a!, matrix]]) }];
  if (name === 'phase') return [{ coefficient: phase(angle), factors: new Map() }];
  return pairs(name, angle).map(([pauli, coefficient]) => ({
    coefficient,
    factors: new Map(
      pauli === null
        ? []
        : [
            [a!, PAULIS[pauli]],
            [b!, PAULIS[pauli]],
          ],
    ),
  }));
}

/** Multiples of the identity as one. */
function gathered(terms: readonly Term[]): readonly Term[] {
  const scalars = terms.filter(({ factors }) => factors.size === 0);
  const re = scalars.reduce((sum, { coefficient }) => sum + coefficient.re, 0);
  const im = scalars.reduce((sum, { coefficient }) => sum + coefficient.im, 0);
  const others = terms.filter(({ factors }) => factors.size > 0);
  return re === 0 && im === 0
    ? others
    : [{ coefficient: { re, im }, factors: new Map() }, ...others];
}

/** A gate's derivative by its angle is `factor i K` after it, K a product of projectors and Paulis. */
export interface Generator {
  readonly factor: number;
  readonly operator: ReadonlyMap<number, Matrix2>;
}

/** Undefined for gates without an angle. */
export function generatorOf({ name, qubits, controls }: Gate): Generator | undefined {
  const under = controls.map((qubit): [number, Matrix2] => [qubit, PROJECTORS[1]]);
  const all = (matrix: Matrix2): ReadonlyMap<number, Matrix2> =>
    new Map([...under, ...qubits.map((qubit): [number, Matrix2] => [qubit, matrix])]);
  switch (name) {
    case 'rx':
    case 'rxx':
      return { factor: -0.5, operator: all(PAULIS.X) };
    case 'ry':
    case 'ryy':
      return { factor: -0.5, operator: all(PAULIS.Y) };
    case 'rz':
    case 'rzz':
      return { factor: -0.5, operator: all(PAULIS.Z) };
    case 'p':
      return { factor: 1, operator: all(PROJECTORS[1]) };
    case 'phase':
      return { factor: 1, operator: all(IDENTITY) };
    default:
      return undefined;
  }
}
