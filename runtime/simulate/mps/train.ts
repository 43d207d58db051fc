import type { Matrix } from './matrix.ts';
import { IDENTITY, type Matrix2 } from './operator.ts';
import type { Mpo, MpoBlock, MpoSite } from './mpo.ts';
import { truncatedSvd } from './svd.ts';

/** A site of a chain, and an operator on it for each value of one digit. */
export interface LoadedSite {
  readonly site: number;
  readonly operators: readonly Matrix2[];
}

const EXACT = { rank: Infinity, weight: 1e-31 };

/**
 * `sum_d values[d] prod_j operators_j[d_j]` as an operator on neighbouring sites. The vector is taken apart digit by
 * digit (a tensor train, Oseledets 2011), so that bonds have its ranks.
 * @param digits in the order of their sites
 * @param values indexed by the digits, the first most significant
 */
export function mpoOfVector(digits: readonly LoadedSite[], values: ArrayLike<number>): Mpo {
  const first = digits[0]!.site;
  const sites: MpoSite[] = [];
  let rest: Matrix = {
    rows: 1,
    columns: values.length,
    re: Float64Array.from(values),
    im: new Float64Array(values.length),
  };
  digits.forEach(({ site, operators }, position) => {
    const bond = rest.rows;
    while (first + sites.length < site) sites.push(passing(bond));
    const count = operators.length;
    const unfolded = { ...rest, rows: bond * count, columns: rest.columns / count };
    const isLast = position === digits.length - 1;
    const { left, right } = isLast
      ? { left: unfolded, right: rest }
      : truncatedSvd(unfolded, EXACT);
    sites.push(coreOf(left, bond, operators));
    rest = right;
  });
  return { first, sites };
}

/** A site in between that the operator does not touch. */
function passing(bond: number): MpoSite {
  const blocks = Array.from({ length: bond }, (_, index): MpoBlock => ({
    left: index,
    right: index,
    factor: { re: 1, im: 0 },
    matrix: IDENTITY,
  }));
  return { left: bond, right: bond, blocks };
}

/** @param core `[bond * digits, right bond]` */
function coreOf(core: Matrix, bond: number, operators: readonly Matrix2[]): MpoSite {
  const blocks: MpoBlock[] = [];
  for (let left = 0; left < bond; left++) {
    operators.forEach((matrix, digit) => {
      for (let right = 0; right < core.columns; right++) {
        const at = (left * operators.length + digit) * core.columns + right;
        const factor = { re: core.re[at]!, im: core.im[at]! };
        if (factor.re !== 0 || factor.im !== 0) blocks.push({ left, right, factor, matrix });
      }
    });
  }
  return { left: bond, right: core.columns, blocks };
}
