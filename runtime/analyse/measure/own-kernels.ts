import { Matrix } from 'ml-matrix';
import { evaluate, type Subject } from '../subject.ts';
import { kernelNodes } from '../kernel-nodes.ts';
import { type Classes, type GramFacts, gramFacts } from './gram-facts.ts';

/** A kernel that the model itself computes. */
export interface OwnKernel extends GramFacts {
  /** What is made of it, as `svm` or `alignment`. */
  readonly use: string;
  readonly samples: number;
}

const SAMPLES = 64;

/** The kernels that solvers are fitted to or objectives compare, over the first samples, with the subject's weights. */
export function ownKernels(subject: Subject, classes?: Classes): OwnKernel[] {
  const samples = Math.min(SAMPLES, subject.rows.length);
  if (samples < 2) return [];
  return kernelNodes(subject.program).map(({ node, use }) => {
    const { evaluator, loader } = evaluate(subject, {
      targets: [node],
      weights: subject.weights,
      capacity: samples,
      differentiate: 'none',
    });
    loader.load(subject.rows, 0, samples);
    evaluator.forward(samples);
    const { value } = evaluator.operand(node);
    const gram = Matrix.from1DArray(samples, samples, value.subarray(0, samples ** 2));
    const symmetric = Matrix.add(gram, gram.transpose()).mul(0.5);
    return { use, samples, ...gramFacts(symmetric, classes) };
  });
}
