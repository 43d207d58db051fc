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
  const inner = new Float64Array(2);
  const product = (atA: number, atB: number): void => {
    let [c, d] = [0, 0];
    for (let i = 0; i < a.size; i += 2) {
      const [ar, ai] = [a.value[atA + i]!, a.value[atA + i + 1]!];
      const [br, bi] = [b.value[atB + i]!, b.value[atB + i + 1]!];
      c += ar * br + ai * bi;
      d += ar * bi - ai * br;
    }
    inner[0] = c;
    inner[1] = d;
  };
  return {
    forward(count) {
      eachPair(count, rights(count), (row, left, right) => {
        product(left * a.stride, right * b.stride);
        output.value[row] = inner[0]! ** 2 + inner[1]! ** 2;
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      eachPair(count, rights(count), (row, left, right) => {
        if (upstream[row] === 0) return;
        const [atA, atB] = [left * a.stride, right * b.stride];
        product(atA, atB);
        const [c, d] = [2 * upstream[row]! * inner[0]!, 2 * upstream[row]! * inner[1]!];
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
        const [atA, atB] = [left * a.stride, right * b.stride];
        let sum = 0;
        for (let i = 0; i < a.size; i++) sum += a.value[atA + i]! * b.value[atB + i]!;
        output.value[row] = scale * sum;
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      eachPair(count, rights(count), (row, left, right) => {
        if (upstream[row] === 0) return;
        const slope = scale * upstream[row]!;
        const [atA, atB] = [left * a.stride, right * b.stride];
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
    const [re, im] = [from[atFrom + i]!, from[atFrom + i + 1]!];
    into[atInto + i]! += c * re + d * im;
    into[atInto + i + 1]! += c * im - d * re;
  }
}
