import type { BinaryFunction } from '../../program/index.ts';
import type { Kernel, Operand, Site } from '../kernel.ts';

/**
 * A function of two entries; the smaller operand is repeated along the leading axes of the larger.
 *
 * Sums, differences and products are in every step of every model and have loops of their own: a call for each entry
 * costs more than the arithmetic.
 */
export function binary(name: BinaryFunction, site: Site): Kernel {
  switch (name) {
    case 'add':
      return sum(1, site);
    case 'subtract':
      return sum(-1, site);
    case 'multiply':
      return product(site);
    default:
      return general(functions[name], site);
  }
}

function sum(sign: 1 | -1, { inputs, output }: Site): Kernel {
  const [a, b] = inputs as [Operand, Operand];
  const { size } = output;
  return {
    forward(count) {
      const [left, right, to] = [a.value, b.value, output.value];
      const [leftSize, rightSize] = [a.size, b.size];
      for (let sample = 0; sample < count; sample++) {
        const atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * size;
        for (let i = 0, l = 0, r = 0; i < size; i++) {
          to[at + i] = left[atA + l]! + sign * right[atB + r]!;
          if (++l === leftSize) l = 0;
          if (++r === rightSize) r = 0;
        }
      }
    },
    backward(count) {
      if (!output.gradient) return;
      if (a.gradient) addTimes(a.gradient, a, 1, output, count);
      if (b.gradient) addTimes(b.gradient, b, sign, output, count);
    },
  };
}

/** Adds the output's gradient, `factor` times, to that of an operand. */
function addTimes(
  into: Float64Array,
  operand: Operand,
  factor: number,
  output: Operand,
  count: number,
): void {
  const upstream = output.gradient!;
  const { size } = output;
  const { size: length, stride } = operand;
  for (let sample = 0; sample < count; sample++) {
    const to = sample * stride;
    const at = sample * size;
    for (let i = 0, entry = 0; i < size; i++) {
      into[to + entry]! += factor * upstream[at + i]!;
      if (++entry === length) entry = 0;
    }
  }
}

function product({ inputs, output }: Site): Kernel {
  const [a, b] = inputs as [Operand, Operand];
  const { size } = output;
  return {
    forward(count) {
      const [left, right, to] = [a.value, b.value, output.value];
      const [leftSize, rightSize] = [a.size, b.size];
      for (let sample = 0; sample < count; sample++) {
        const atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * size;
        for (let i = 0, l = 0, r = 0; i < size; i++) {
          to[at + i] = left[atA + l]! * right[atB + r]!;
          if (++l === leftSize) l = 0;
          if (++r === rightSize) r = 0;
        }
      }
    },
    backward(count) {
      if (!output.gradient) return;
      if (a.gradient) addProducts(a.gradient, a, b, output, count);
      if (b.gradient) addProducts(b.gradient, b, a, output, count);
    },
  };
}

/** Adds the output's gradient times the other factor to that of an operand. */
function addProducts(
  into: Float64Array,
  operand: Operand,
  other: Operand,
  output: Operand,
  count: number,
): void {
  const upstream = output.gradient!;
  const { size } = output;
  const { size: length, stride } = operand;
  const { value: factors, size: otherLength, stride: otherStride } = other;
  for (let sample = 0; sample < count; sample++) {
    const to = sample * stride;
    const from = sample * otherStride;
    const at = sample * size;
    for (let i = 0, entry = 0, factor = 0; i < size; i++) {
      const gradient = upstream[at + i]!;
      // An entry that does not matter stays without effect where the other factor is infinite.
      if (gradient !== 0) into[to + entry]! += gradient * factors[from + factor]!;
      if (++entry === length) entry = 0;
      if (++factor === otherLength) factor = 0;
    }
  }
}

interface ScalarFunction {
  readonly value: (x: number, y: number) => number;
  readonly left: (x: number, y: number, z: number) => number;
  readonly right: (x: number, y: number, z: number) => number;
}

const functions: Readonly<
  Record<Exclude<BinaryFunction, 'add' | 'subtract' | 'multiply'>, ScalarFunction>
> = {
  divide: {
    value: (x, y) => x / y,
    left: (_x, y) => 1 / y,
    right: (_x, y, z) => -z / y,
  },
  power: {
    value: (x, y) => x ** y,
    left: (x, y) => (y === 0 ? 0 : y * x ** (y - 1)),
    right: (x, _y, z) => (x > 0 ? z * Math.log(x) : 0),
  },
  remainder: {
    value: (x, y) => x % y,
    left: () => 1,
    right: (x, y) => -Math.trunc(x / y),
  },
};

function general({ value, left, right }: ScalarFunction, { inputs, output }: Site): Kernel {
  const [a, b] = inputs as [Operand, Operand];
  const { size } = output;
  return {
    forward(count) {
      for (let at = 0; at < count * size; at++) {
        const sample = Math.floor(at / size);
        const x = a.value[sample * a.stride + (at % a.size)]!;
        const y = b.value[sample * b.stride + (at % b.size)]!;
        output.value[at] = value(x, y);
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let at = 0; at < count * size; at++) {
        const gradient = upstream[at]!;
        if (gradient === 0) continue;
        const sample = Math.floor(at / size);
        const atA = sample * a.stride + (at % a.size);
        const atB = sample * b.stride + (at % b.size);
        const x = a.value[atA]!;
        const y = b.value[atB]!;
        const z = output.value[at]!;
        if (a.gradient) a.gradient[atA]! += gradient * left(x, y, z);
        if (b.gradient) b.gradient[atB]! += gradient * right(x, y, z);
      }
    },
  };
}
