import type { UnaryFunction } from '../../program/index.ts';
import type { Kernel, Site } from '../kernel.ts';

interface ScalarFunction {
  readonly value: (x: number) => number;
  /** dy/dx from x and y; where it does not exist, a subgradient or zero. */
  readonly slope: (x: number, y: number) => number;
}

const functions: Readonly<Record<UnaryFunction, ScalarFunction>> = {
  negate: { value: (x) => -x, slope: () => -1 },
  tanh: { value: Math.tanh, slope: (_x, y) => 1 - y * y },
  relu: { value: (x) => (x > 0 ? x : 0), slope: (x) => (x > 0 ? 1 : 0) },
  sigmoid: { value: sigmoid, slope: (_x, y) => y * (1 - y) },
  exp: { value: Math.exp, slope: (_x, y) => y },
  log: { value: Math.log, slope: (x) => 1 / x },
  sqrt: { value: Math.sqrt, slope: (_x, y) => (y > 0 ? 0.5 / y : 0) },
  abs: { value: Math.abs, slope: (x) => Math.sign(x) },
  sin: { value: Math.sin, slope: (x) => Math.cos(x) },
  cos: { value: Math.cos, slope: (x) => -Math.sin(x) },
  acos: { value: Math.acos, slope: (x) => (Math.abs(x) < 1 ? -1 / Math.sqrt(1 - x * x) : 0) },
};

/** A function of each entry. */
export function unary(name: UnaryFunction, { inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  const { value, slope } = functions[name];
  const { size } = output;
  return {
    forward(count) {
      const from = input.value;
      const to = output.value;
      for (let i = 0; i < count * size; i++) to[i] = value(from[i]!);
    },
    backward(count) {
      const toInput = input.gradient;
      const fromOutput = output.gradient;
      if (!toInput || !fromOutput) return;
      for (let i = 0; i < count * size; i++) {
        const upstream = fromOutput[i]!;
        // An entry that does not matter must stay without effect where its slope is infinite.
        if (upstream !== 0) toInput[i]! += upstream * slope(input.value[i]!, output.value[i]!);
      }
    },
  };
}

/** `1 / (1 + e^-x)` without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}
