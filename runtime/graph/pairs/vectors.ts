import type { Kernel, Operand } from '../kernel.ts';
import { addScaled, dot, eachPair } from './overlap.ts';
import type { PairSite } from './pair.ts';

/** `x . y / (|x| |y|)`; zero where one of them is zero. */
export function cosine(site: PairSite): Kernel {
  const [x, y] = [site.inputs[0]!, site.inputs[1]!];
  const { output, rights } = site;
  const { size } = x;
  const ofX = new Float64Array(x.value.length / size);
  const ofY = new Float64Array(y.value.length / size);
  return {
    forward(count) {
      norms(x, ofX);
      norms(y, ofY);
      eachPair(count, rights(count), (row, left, right) => {
        const atX = left * x.stride;
        const atY = right * y.stride;
        const product = ofX[atX / size]! * ofY[atY / size]!;
        output.value[row] = product === 0 ? 0 : dot(x.value, atX, y.value, atY, size) / product;
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      eachPair(count, rights(count), (row, left, right) => {
        const atX = left * x.stride;
        const atY = right * y.stride;
        const normX = ofX[atX / size]!;
        const normY = ofY[atY / size]!;
        const slope = upstream[row]!;
        if (slope === 0 || normX === 0 || normY === 0) return;
        const value = output.value[row]!;
        if (x.gradient) {
          addScaled(x.gradient, atX, y.value, atY, size, slope / (normX * normY));
          addScaled(x.gradient, atX, x.value, atX, size, (-slope * value) / normX ** 2);
        }
        if (y.gradient) {
          addScaled(y.gradient, atY, x.value, atX, size, slope / (normX * normY));
          addScaled(y.gradient, atY, y.value, atY, size, (-slope * value) / normY ** 2);
        }
      });
    },
  };
}

/** `exp(-gamma |x - y|^2)`; the third input is gamma, which all pairs share. */
export function rbf(site: PairSite): Kernel {
  const [x, y, gamma] = [site.inputs[0]!, site.inputs[1]!, site.inputs[2]!];
  const { output, rights } = site;
  const distance = (atX: number, atY: number): number =>
    squaredDistance(x.value, atX, y.value, atY, x.size);
  return {
    forward(count) {
      eachPair(count, rights(count), (row, left, right) => {
        output.value[row] = Math.exp(
          -gamma.value[0]! * distance(left * x.stride, right * y.stride),
        );
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      eachPair(count, rights(count), (row, left, right) => {
        const slope = upstream[row]! * output.value[row]!;
        if (slope === 0) return;
        const atX = left * x.stride;
        const atY = right * y.stride;
        if (gamma.gradient) gamma.gradient[0]! -= slope * distance(atX, atY);
        for (let i = 0; i < x.size; i++) {
          const pull = -2 * gamma.value[0]! * slope * (x.value[atX + i]! - y.value[atY + i]!);
          if (x.gradient) x.gradient[atX + i]! += pull;
          if (y.gradient) y.gradient[atY + i]! -= pull;
        }
      });
    },
  };
}

function squaredDistance(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  size: number,
): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const difference = a[atA + i]! - b[atB + i]!;
    sum += difference * difference;
  }
  return sum;
}

/** Of all rows that there is room for. */
function norms({ value, size }: Operand, into: Float64Array): void {
  for (let row = 0; row < into.length; row++) {
    into[row] = Math.sqrt(dot(value, row * size, value, row * size, size));
  }
}
