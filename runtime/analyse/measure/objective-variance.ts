import type { RandomStream } from '../../data/random.ts';
import { packParameters } from '../../graph/packed.ts';
import { createWeights } from '../../graph/weights.ts';
import { drawWeights } from '../draw-weights.ts';
import { evaluate, type Subject } from '../subject.ts';
import { stateParameters } from './quantum-fisher.ts';

/** Slopes of more draws, or of a larger batch, tell little more about their size. */
const MOST_DRAWS = 100;
const BATCH = 8;

/**
 * Variance over random weights of the derivative of the model's own objective, mean over the trained numbers that reach
 * circuits; the objective is the mean over a batch of 8 samples. What training sees, classical layers and all, beside
 * the costs that theory speaks of. Undefined where no trained number reaches a circuit.
 */
export function objectiveVariance(
  subject: Subject,
  draws: number,
  random: RandomStream,
): number | undefined {
  const { program, objective, rows } = subject;
  const weights = createWeights(program);
  const packed = packParameters(weights, stateParameters(subject));
  if (!objective || packed.length === 0) return undefined;
  const batch = Math.min(BATCH, rows.length);
  const { evaluator, loader } = evaluate(subject, {
    targets: [objective.node],
    weights,
    capacity: batch,
    differentiate: 'weights',
  });
  loader.load(rows, 0, batch);
  const count = Math.min(draws, MOST_DRAWS);
  const [sums, squares] = [new Float64Array(packed.length), new Float64Array(packed.length)];
  const seed = new Float64Array(batch).fill(1 / batch);
  for (let draw = 0; draw < count; draw++) {
    drawWeights(program, random, weights);
    evaluator.forward(batch);
    weights.gradients.fill(0);
    evaluator.backward(batch, objective.node, seed);
    packed.read(weights.gradients).forEach((slope, k) => {
      sums[k]! += slope;
      squares[k]! += slope ** 2;
    });
  }
  const variances = squares.map((square, k) => square / count - (sums[k]! / count) ** 2);
  return variances.reduce((sum, each) => sum + each, 0) / packed.length;
}
