import type { Kernel } from '../kernel.ts';
import type { PairSite } from './pair.ts';

/**
 * `|<a|b>|^2` of amplitudes, real and imaginary parts in turn. With `<a|b> = c + i d` the derivative with respect to
 * the parts of a is `2 (c b.re + d b.im)` and `2 (c b.im - d b.re)`; of b the same with the roles and the sign of d
 * turned.
 */
export function overlapOfAmplitudes(site: PairSite): Kernel {
  const [a, b] = [site.inputs[0]!, site.inputs[1]!];
  const { output, rights } = site;
  // Of every pair where its derivative will be asked for, else of one.
  const inner = new Float64Array(output.gradient ? 2 * output.value.length : 2);
  const placeOf = (row: number): number => (output.gradient ? 2 * row : 0);
  return {
    forward(count) {
      eachPair(count, rights(count), (row, left, right) => {
        const at = placeOf(row);
        innerProduct(a.value, left * a.stride, b.value, right * b.stride, a.size, inner, at);
        output.value[row] = inner[at]! ** 2 + inner[at + 1]! ** 2;
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      eachPair(count, rights(count), (row, left, right) => {
        const slope = 2 * upstream[row]!;
        if (slope === 0) return;
        const c = slope * inner[2 * row]!;
        const d = slope * inner[2 * row + 1]!;
        const atA = left * a.stride;
        const atB = right * b.stride;
        if (a.gradient) addTurned(a.gradient, atA, b.value, atB, a.size, c, d);
        if (b.gradient) addTurned(b.gradient, atB, a.value, atA, a.size, c, -d);
      });
    },
  };
}

/** `2^-k a . b` of Pauli vectors of k qubits, each `[4^k]`. */
export function overlapOfPaulis(site: PairSite): Kernel {
  const [a, b] = [site.inputs[0]!, site.inputs[1]!];
  const { output, rights } = site;
  const scale = 1 / Math.sqrt(a.size);
  return {
    forward(count) {
      eachPair(count, rights(count), (row, left, right) => {
        output.value[row] =
          scale * dot(a.value, left * a.stride, b.value, right * b.stride, a.size);
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      eachPair(count, rights(count), (row, left, right) => {
        if (upstream[row] === 0) return;
        const slope = scale * upstream[row]!;
        const atA = left * a.stride;
        const atB = right * b.stride;
        if (a.gradient) addScaled(a.gradient, atA, b.value, atB, a.size, slope);
        if (b.gradient) addScaled(b.gradient, atB, a.value, atA, a.size, slope);
      });
    },
  };
}

/** Every left sample with every right one, in the order of their rows. */
export function eachPair(
  lefts: number,
  rights: number,
  visit: (row: number, left: number, right: number) => void,
): void {
  for (let left = 0; left < lefts; left++) {
    for (let right = 0; right < rights; right++) visit(left * rights + right, left, right);
  }
}

/** `a . b` */
export function dot(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  size: number,
): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[atA + i]! * b[atB + i]!;
  return sum;
}

/** `into += scale * from` */
export function addScaled(
  into: Float64Array,
  atInto: number,
  from: Float64Array,
  atFrom: number,
  size: number,
  scale: number,
): void {
  for (let i = 0; i < size; i++) into[atInto + i]! += scale * from[atFrom + i]!;
}

/** Real and imaginary part of `<a|b>`, into two entries. A loop of plain numbers: nothing here may be allocated. */
function innerProduct(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  size: number,
  into: Float64Array,
  at: number,
): void {
  let re = 0;
  let im = 0;
  for (let i = 0; i < size; i += 2) {
    const ar = a[atA + i]!;
    const ai = a[atA + i + 1]!;
    const br = b[atB + i]!;
    const bi = b[atB + i + 1]!;
    re += ar * br + ai * bi;
    im += ar * bi - ai * br;
  }
  into[at] = re;
  into[at + 1] = im;
}

/** `into += (c - i d) * from` of complex numbers. */
function addTurned(
  into: Float64Array,
  atInto: number,
  from: Float64Array,
  atFrom: number,
  size: number,
  c: number,
  d: number,
): void {
  for (let i = 0; i < size; i += 2) {
    const re = from[atFrom + i]!;
    const im = from[atFrom + i + 1]!;
    into[atInto + i]! += c * re + d * im;
    into[atInto + i + 1]! += c * im - d * re;
  }
}
