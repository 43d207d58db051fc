import type { Operation } from '../../program/index.ts';
import { applySolver } from '../../solve/index.ts';
import type { Kernel, Operand, Site } from '../kernel.ts';
import type { Presence } from '../presence.ts';
import type { Landmarks, Solved } from '../solved.ts';

/** What works out a kernel: an evaluator, as far as it is needed here. */
interface KernelEvaluator {
  readonly presence: Presence;
  operand(node: number): Operand;
  forward(batch: number): void;
}

export interface SolveSite extends Site {
  /** Of the inputs. */
  readonly nodes: readonly number[];
  readonly presence: Presence;
  readonly operation: Extract<Operation, { kind: 'solve' }>;
  readonly solved: Solved;
  /** Makes an evaluator of the kernel against landmarks. */
  readonly open: (landmarks: Landmarks) => KernelEvaluator;
}

/** What a fitted solver says of each sample, from its features or from its kernel with the landmarks. */
export function solve(site: SolveSite): Kernel {
  const { output, solved } = site;
  const rowsOf = solved.landmarks === null ? featureRows(site) : kernelRows(site, solved.landmarks);
  return {
    forward(count) {
      const row = rowsOf(count);
      for (let sample = 0; sample < count; sample++) {
        output.value.set(applySolver(solved.fitted, row(sample)), sample * output.size);
      }
    },
    backward() {
      throw new Error('nothing is differentiated through a solver');
    },
  };
}

type Rows = (count: number) => (sample: number) => Float64Array;

function featureRows({ inputs }: SolveSite): Rows {
  const { value, stride, size } = inputs[0]!;
  return () => (sample) => value.subarray(sample * stride, sample * stride + size);
}

function kernelRows(site: SolveSite, landmarks: Landmarks): Rows {
  const { inputs, nodes, operation, presence } = site;
  const evaluator = site.open(landmarks);
  const kernel = evaluator.operand(operation.kernel!);
  return (count) => {
    inputs.forEach(({ value, stride, size }, position) => {
      const numbers = stride === 0 ? size : count * size;
      evaluator.operand(nodes[position]!).value.set(value.subarray(0, numbers));
    });
    for (const [name, flags] of evaluator.presence.flags) flags.set(presence.flags.get(name)!);
    evaluator.forward(count);
    return (sample) =>
      kernel.value.subarray(sample * landmarks.count, (sample + 1) * landmarks.count);
  };
}
