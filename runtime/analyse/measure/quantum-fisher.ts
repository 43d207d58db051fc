import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { createMetric } from '../../differentiate/metric.ts';
import { ancestors } from '../../graph/dependencies.ts';
import { packParameters } from '../../graph/packed.ts';
import { parametersBehind } from '../../program/index.ts';
import { evaluate, type Subject } from '../subject.ts';
import { numberNames } from './number-names.ts';

export interface QuantumFisher {
  /** Trained numbers that states depend on. */
  readonly numbers: number;
  /** Eigenvalues, falling. */
  readonly spectrum: readonly number[];
  /** Directions that states move along. */
  readonly rank: number;
  /** Numbers that move no state, by name. */
  readonly dead: readonly string[];
}

/** A product with the metric takes three runs of the model, and there is one for each number. */
export const MOST_NUMBERS = 400;
const SAMPLES = 16;
/** Below this part of the largest eigenvalue a direction is rounding: derivatives of states are differences. */
const NOTHING = 1e-6;

/**
 * The quantum Fisher information of the states that a model's circuits prepare, `F_ij = 4 Re(<d_i a|d_j a> -
 * <d_i a|a><a|d_j a>)` (Meyer 2021, equation 22), at the subject's weights: mean over samples, sum over circuits. Its
 * rank says how many directions a step can go; a number whose row is zero is dead (Haug, Bharti and Kim 2021).
 * Undefined where no trained number reaches a state, or more than `MOST_NUMBERS` do.
 */
export function quantumFisher(subject: Subject): QuantumFisher | undefined {
  const { program, objective, weights, rows } = subject;
  if (!objective) return undefined;
  const reached = stateParameters(subject);
  const { length } = packParameters(weights, reached);
  if (length === 0 || length > MOST_NUMBERS) return undefined;
  const capacity = Math.min(SAMPLES, rows.length);
  const { evaluator, loader } = evaluate(subject, {
    targets: [objective.node],
    weights,
    capacity,
    differentiate: 'none',
  });
  loader.load(rows, 0, capacity);
  evaluator.forward(capacity);
  const metric = createMetric({
    program,
    objective: objective.node,
    source: evaluator,
    capacity,
    weights,
    trained: reached,
  });
  metric.look(capacity);
  const columns = Array.from({ length }, (_, k) => {
    const unit = new Float64Array(length);
    unit[k] = 1;
    return Array.from(metric.times(unit), (value) => 4 * value);
  });
  const matrix = new Matrix(columns);
  const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const { realEigenvalues } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const spectrum = realEigenvalues.map((value) => Math.max(0, value)).sort((a, b) => b - a);
  const least = NOTHING * Math.max(spectrum[0]!, NOTHING);
  const names = numberNames(program, metric.parameters);
  return {
    numbers: length,
    spectrum,
    rank: spectrum.filter((value) => value > least).length,
    dead: names.filter((_, k) => symmetric.get(k, k) <= least),
  };
}

/** Parameters, by index, that a circuit on the way to the objective is turned by. */
export function stateParameters({ program, objective }: Subject): ReadonlySet<number> {
  if (!objective) return new Set();
  const circuits = ancestors(program, [objective.node]).filter(
    (node) => program.nodes[node]!.operation.kind === 'circuit',
  );
  return new Set(circuits.flatMap((node) => parametersBehind(program, node)));
}
