import {
  conjugate,
  entrywiseSum,
  type Matrix,
  multiply,
  multiplyAdjoint,
  transpose,
} from './matrix.ts';
import type { Complex, Matrix2 } from './operator.ts';
import { type Site, siteFromLeft, siteFromRight, siteOfRows } from './site.ts';
import { turnedSite } from './widen.ts';

/** `<bra| ... |ket>` of two chains, contracted from both ends as far as it is asked for. */
export interface Overlap {
  /** All sites left of this one, `[bra bond, ket bond]`. */
  left(site: number): Matrix;
  /** All sites right of this one. */
  right(site: number): Matrix;
  /** One more site, with an operator on the ket's value. */
  extend(left: Matrix, site: number, operator?: Matrix2): Matrix;
  /** The whole, with a product of operators in between. */
  value(operators: ReadonlyMap<number, Matrix2>): Complex;
}

/** Sites may be replaced between calls: what was contracted of others is kept. */
export function createOverlap(bra: readonly Site[], ket: readonly Site[]): Overlap {
  const fromLeft: Known[] = [];
  const fromRight: Known[] = [];
  const unit: Matrix = { rows: 1, columns: 1, re: Float64Array.of(1), im: Float64Array.of(0) };
  const count = ket.length;
  const isSame = ({ bra: b, ket: k }: Known, site: number): boolean =>
    b === bra[site] && k === ket[site];
  const left = (site: number): Matrix => {
    const stale = fromLeft.findIndex((known, i) => !isSame(known, i));
    if (stale >= 0) fromLeft.length = stale;
    for (let i = fromLeft.length; i < site; i++) {
      const before = fromLeft[i - 1]?.matrix ?? unit;
      fromLeft.push({ bra: bra[i]!, ket: ket[i]!, matrix: extend(before, i) });
    }
    return fromLeft[site - 1]?.matrix ?? unit;
  };
  const right = (site: number): Matrix => {
    const stale = fromRight.findIndex((known, i) => !isSame(known, count - 1 - i));
    if (stale >= 0) fromRight.length = stale;
    for (let i = fromRight.length; i < count - 1 - site; i++) {
      const place = count - 1 - i;
      const before = fromRight[i - 1]?.matrix ?? unit;
      const matrix = extendLeftwards(before, bra[place]!, ket[place]!);
      fromRight.push({ bra: bra[place]!, ket: ket[place]!, matrix });
    }
    return fromRight[count - 2 - site]?.matrix ?? unit;
  };
  const extend = (matrix: Matrix, site: number, operator?: Matrix2): Matrix => {
    const turned = operator === undefined ? ket[site]! : turnedSite(ket[site]!, operator);
    const half = siteOfRows(multiply(matrix, siteFromLeft(turned)));
    return multiplyAdjoint(siteFromRight(bra[site]!), siteFromRight(half));
  };
  return {
    left,
    right,
    extend,
    value: (operators) => {
      const sites = [...operators.keys()];
      const first = sites.length > 0 ? Math.min(...sites) : 0;
      const last = sites.length > 0 ? Math.max(...sites) : -1;
      let matrix = left(first);
      for (let site = first; site <= last; site++) {
        matrix = extend(matrix, site, operators.get(site));
      }
      return entrywiseSum(matrix, right(last));
    },
  };
}

/** What was contracted up to and with a site, and of which tensors. */
interface Known {
  readonly bra: Site;
  readonly ket: Site;
  readonly matrix: Matrix;
}

/** `R_bk = sum conj(bra_b) ket_k R'` over the value and the bonds to the right. */
function extendLeftwards(right: Matrix, bra: Site, ket: Site): Matrix {
  const half = fromKet(ket, multiply(siteFromRight(ket), transpose(right)));
  return multiply(conjugate(siteFromLeft(bra)), transpose(half));
}

/** The ket's left bond as rows, its value and the bra's right bond as columns. */
function fromKet(ket: Site, { re, im, columns }: Matrix): Matrix {
  return { rows: ket.left, columns: 2 * columns, re, im };
}
