import type { Form } from '../plan/form.ts';
import { type AffineMap, IDENTITY, PLANES } from './affine.ts';
import type { Factor } from './operation.ts';

/**
 * What is known of the entries of a 4x4 matrix, row-major, before its angles are: kernels leave out what is 0, and do
 * not multiply by 1.
 */
export type Pattern = readonly Cell[];

export type Cell =
  | '0'
  | '1'
  /** Anything. */
  | '*'
  /** Anything, and its derivative is asked for. */
  | '~';

export const IDENTITY_PATTERN: Pattern = patternOfMap(IDENTITY);

export function patternOf(factors: readonly Factor[], wanted: readonly boolean[]): Pattern {
  return factors
    .map((factor) =>
      factor.kind === 'constant'
        ? patternOfMap(factor.map)
        : rotationPattern(factor, varies(factor.angle, wanted) ? '~' : '*'),
    )
    .reduce((first, second) => multiply(second, first), IDENTITY_PATTERN);
}

/** The entries whose values are stored, row by row. */
export function storedCells(pattern: Pattern): readonly number[] {
  return pattern.flatMap((cell, at) => (cell === '*' || cell === '~' ? [at] : []));
}

export function varyingCells(pattern: Pattern): readonly number[] {
  return pattern.flatMap((cell, at) => (cell === '~' ? [at] : []));
}

export function varies({ terms }: Form, wanted: readonly boolean[]): boolean {
  return terms.some(({ leaf }) => wanted[leaf]);
}

function patternOfMap(map: AffineMap): Pattern {
  return map.map((value) => (value === 0 ? '0' : value === 1 ? '1' : '*'));
}

function rotationPattern({ axis }: Factor & { kind: 'rotation' }, cell: Cell): Pattern {
  const [u, v] = PLANES[axis];
  const turned = [5 * u, 5 * v, 4 * u + v, 4 * v + u];
  return IDENTITY.map((value, at) => (turned.includes(at) ? cell : value === 1 ? '1' : '0'));
}

function multiply(a: Pattern, b: Pattern): Pattern {
  return Array.from({ length: 16 }, (_, at): Cell => {
    const [row, column] = [4 * (at >> 2), at & 3];
    const terms = [0, 1, 2, 3]
      .map((k) => [a[row + k]!, b[4 * k + column]!] as const)
      .filter((pair) => !pair.includes('0'));
    if (terms.length === 0) return '0';
    if (terms.length === 1 && terms[0]!.every((cell) => cell === '1')) return '1';
    return terms.flat().includes('~') ? '~' : '*';
  });
}
