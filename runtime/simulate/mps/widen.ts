import type { MpoSite } from './mpo.ts';
import { IDENTITY, type Matrix2 } from './operator.ts';
import type { Site } from './site.ts';

/** An operator on the value of a site. */
export function turnedSite({ left, right, re, im }: Site, matrix: Matrix2): Site {
  const result = emptySite(left, right);
  addTurned(result, { left, right, re, im }, matrix, 1, 0, 0, 0);
  return result;
}

/** Bonds of the operator before those of the site. */
export function widenedSite(site: Site, { left, right, blocks }: MpoSite): Site {
  const result = emptySite(left * site.left, right * site.right);
  for (const block of blocks) {
    const { re, im } = block.factor;
    addTurned(result, site, block.matrix, re, im, block.left * site.left, block.right * site.right);
  }
  return result;
}

/** Two sites side by side, on bonds of their own but for the ends of the chain. */
export function stackedSite(a: Site, b: Site, isFirst: boolean, isLast: boolean): Site {
  const result = emptySite(
    isFirst ? a.left : a.left + b.left,
    isLast ? a.right : a.right + b.right,
  );
  addTurned(result, a, IDENTITY, 1, 0, 0, 0);
  addTurned(result, b, IDENTITY, 1, 0, isFirst ? 0 : a.left, isLast ? 0 : a.right);
  return result;
}

function emptySite(left: number, right: number): Site {
  const size = left * 2 * right;
  return { left, right, re: new Float64Array(size), im: new Float64Array(size) };
}

/** Adds `factor M site` to a wider site, at an offset of its bonds. */
function addTurned(
  to: Site,
  from: Site,
  matrix: Matrix2,
  factorRe: number,
  factorIm: number,
  leftOffset: number,
  rightOffset: number,
): void {
  for (let out = 0; out < 2; out++) {
    for (let value = 0; value < 2; value++) {
      const [x, y] = [matrix[4 * out + 2 * value]!, matrix[4 * out + 2 * value + 1]!];
      const [re, im] = [x * factorRe - y * factorIm, x * factorIm + y * factorRe];
      if (re === 0 && im === 0) continue;
      for (let left = 0; left < from.left; left++) {
        const source = (left * 2 + value) * from.right;
        const target = ((leftOffset + left) * 2 + out) * to.right + rightOffset;
        for (let right = 0; right < from.right; right++) {
          const [a, b] = [from.re[source + right]!, from.im[source + right]!];
          to.re[target + right]! += re * a - im * b;
          to.im[target + right]! += re * b + im * a;
        }
      }
    }
  }
}
