import type { AffineMap } from './affine.ts';
import type { Monomial } from './operation.ts';

/** X and Z parts of I, X, Y, Z, and back: a word is `i^(x z) X^x Z^z`. */
const X_PART = [0, 1, 1, 0] as const;
const Z_PART = [0, 0, 1, 1] as const;
const DIGIT = [
  [0, 3],
  [1, 2],
] as const;

/**
 * CZ takes X on one side to X with Z on the other. It is its own inverse, so what a word goes to is also where it
 * comes from; a sign appears where both sides have an X part and different Z parts.
 */
export function controlledZ(a: number, b: number): Monomial {
  return monomialOf([a, b], ([p, q]) => {
    const digits = [
      DIGIT[X_PART[p]][flip(Z_PART[p], X_PART[q])],
      DIGIT[X_PART[q]][flip(Z_PART[q], X_PART[p])],
    ];
    const negative = X_PART[p] === 1 && X_PART[q] === 1 && Z_PART[p] !== Z_PART[q];
    return { digits, sign: negative ? -1 : 1 };
  });
}

/** CX is CZ with X and Z exchanged on the target, which turns Y into -Y. */
export function controlledX(control: number, target: number): Monomial {
  const swapped = [0, 3, 2, 1] as const;
  const { source, coefficient } = controlledZ(0, 1);
  return monomialOf([control, target], ([p, q]) => {
    const from = p + 4 * swapped[q];
    const to = source[from]!;
    const digits = [to & 3, swapped[(to >> 2) as Digit]];
    const turns = Number(q === 2) + Number(to >> 2 === 2);
    return { digits, sign: coefficient[from]! * (turns === 1 ? -1 : 1) };
  });
}

export function exchange(a: number, b: number): Monomial {
  return monomialOf([a, b], ([p, q]) => ({ digits: [q, p], sign: 1 }));
}

/** The state of the qubits is replaced by the maximally mixed one with a probability. */
export function depolarized(qubits: readonly number[], probability: number): Monomial {
  const size = 4 ** qubits.length;
  return {
    qubits,
    source: Array.from({ length: size }, (_, k) => k),
    coefficient: Array.from({ length: size }, (_, k) => (k === 0 ? 1 : 1 - probability)),
  };
}

/** Undefined where a map mixes coefficients. */
export function monomialOfMap(qubit: number, map: AffineMap): Monomial | undefined {
  const rows = [0, 1, 2, 3].map((row) =>
    [0, 1, 2, 3].filter((column) => map[4 * row + column] !== 0),
  );
  if (rows.some((columns) => columns.length > 1)) return undefined;
  const source = rows.map(([column], row) => column ?? row);
  // Each place is read once: what goes back through it must find all of them.
  if (new Set(source).size < 4) return undefined;
  return {
    qubits: [qubit],
    source,
    coefficient: source.map((column, row) => map[4 * row + column]!),
  };
}

type Digit = 0 | 1 | 2 | 3;

function monomialOf(
  qubits: readonly [number, number],
  image: (digits: readonly [Digit, Digit]) => {
    readonly digits: readonly number[];
    readonly sign: number;
  },
): Monomial {
  const images = Array.from({ length: 16 }, (_, k) => image([(k & 3) as Digit, (k >> 2) as Digit]));
  return {
    qubits,
    source: images.map(({ digits }) => digits[0]! + 4 * digits[1]!),
    coefficient: images.map(({ sign }) => sign),
  };
}

function flip(a: 0 | 1, b: 0 | 1): 0 | 1 {
  return a === b ? 0 : 1;
}
