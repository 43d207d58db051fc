import type { BinaryFunction } from '../../program/index.ts';
import type { Kernel, Operand, Site } from '../kernel.ts';

interface ScalarFunction {
  readonly value: (x: number, y: number) => number;
  readonly left: (x: number, y: number, z: number) => number;
  readonly right: (x: number, y: number, z: number) => number;
}

const functions: Readonly<Record<BinaryFunction, ScalarFunction>> = {
  add: { value: (x, y) => x + y, left: () => 1, right: () => 1 },
  subtract: { value: (x, y) => x - y, left: () => 1, right: () => -1 },
  multiply: { value: (x, y) => x * y, left: (_x, y) => y, right: (x) => x },
  divide: { value: (x, y) => x / y, left: (_x, y) => 1 / y, right: (_x, y, z) => -z / y },
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

/** A function of two entries; the smaller operand is repeated along the leading axes of the larger. */
export function binary(name: BinaryFunction, { inputs, output }: Site): Kernel {
  const a = inputs[0]!;
  const b = inputs[1]!;
  const { value, left, right } = functions[name];
  const { size } = output;
  const leftOf = entryIndex(a, size);
  const rightOf = entryIndex(b, size);
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const [atA, atB, at] = [sample * a.stride, sample * b.stride, sample * size];
        for (let i = 0; i < size; i++) {
          output.value[at + i] = value(a.value[atA + leftOf[i]!]!, b.value[atB + rightOf[i]!]!);
        }
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const [atA, atB, at] = [sample * a.stride, sample * b.stride, sample * size];
        for (let i = 0; i < size; i++) {
          const gradient = upstream[at + i]!;
          if (gradient === 0) continue;
          const x = a.value[atA + leftOf[i]!]!;
          const y = b.value[atB + rightOf[i]!]!;
          const z = output.value[at + i]!;
          if (a.gradient) a.gradient[atA + leftOf[i]!]! += gradient * left(x, y, z);
          if (b.gradient) b.gradient[atB + rightOf[i]!]! += gradient * right(x, y, z);
        }
      }
    },
  };
}

/** For each entry of the output, the operand's entry that it is made of. */
function entryIndex(operand: Operand, size: number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, i) => i % operand.size);
}
