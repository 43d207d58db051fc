import type { RandomStream } from '../data/random.ts';
import type { Evaluation } from '../graph/evaluation.ts';
import type { Evaluator } from '../graph/evaluator.ts';
import { createWeights, type Weights } from '../graph/weights.ts';
import { type Circuit, isDynamic, type Rate } from '../program/index.ts';
import { drawWeights } from './draw-weights.ts';
import { evaluate, type Subject } from './subject.ts';

/** A circuit of a model, and values for its leaves, which the model's weights and samples give. */
export interface Ansatz {
  /** Its registers, and a number where several circuits have the same. */
  readonly name: string;
  readonly circuit: Circuit;
  /** Leaves that weights move. */
  readonly trained: readonly number[];
  /** Leaves that differ from sample to sample. */
  readonly varied: readonly number[];
  readonly samples: number;
  /** Row-major `[samples, leaves]`, with the subject's weights. */
  readonly leaves: Float64Array;
  /**
   * Values of all leaves with random weights in each row, and the samples in turn.
   * @param together rows one after another that share a sample
   * @returns row-major `[rows, leaves]`
   */
  draw(rows: number, random: RandomStream, together?: number): Float64Array;
}

/** More amplitudes than this are no figure of seconds. */
const MOST_QUBITS = 12;

/** Why the figures of states leave a circuit out. */
export interface LeftOut {
  readonly circuit: string;
  readonly reason: string;
}

/** The circuits of a model whose states can be looked at, and why not the others. */
export function ansatzes(subject: Subject): {
  readonly ansatzes: readonly Ansatz[];
  readonly left: readonly LeftOut[];
} {
  const { circuits, nodes } = subject.program;
  const names = namesOf(circuits);
  const reasons = circuits.map(whyNot);
  return {
    ansatzes: circuits.flatMap((circuit, index) => {
      if (reasons[index] !== undefined) return [];
      const leavesWhere = (test: (rate: Rate, trainable: boolean) => boolean): number[] =>
        circuit.leaves.flatMap(({ node }, leaf) =>
          test(nodes[node]!.rate, nodes[node]!.trainable) ? [leaf] : [],
        );
      return [
        {
          name: names[index]!,
          circuit,
          trained: leavesWhere((_, trainable) => trainable),
          varied: leavesWhere((rate) => rate === 'sample'),
          samples: subject.rows.length,
          leaves: ownLeaves(subject, circuit),
          draw: (rows, random, together = 1) =>
            drawnLeaves(subject, circuit, rows, random, together),
        },
      ];
    }),
    left: circuits.flatMap((_, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ circuit: names[index]!, reason }];
    }),
  };
}

function whyNot(circuit: Circuit): string | undefined {
  if (isDynamic(circuit)) return 'it measures or resets on the way, so that it has no pure state';
  if (circuit.qubits.length > MOST_QUBITS)
    return `it has ${circuit.qubits.length} qubits, and whole states are looked at up to ${MOST_QUBITS}`;
  return undefined;
}

function namesOf(circuits: readonly Circuit[]): string[] {
  const plain = circuits.map(({ qubits }) =>
    [...new Set(qubits.map(({ register }) => register))].join('+'),
  );
  return plain.map((name, index) => {
    const isAlone = plain.filter((each) => each === name).length === 1;
    return isAlone
      ? name
      : `${name}#${plain.slice(0, index).filter((each) => each === name).length + 1}`;
  });
}

function ownLeaves(subject: Subject, circuit: Circuit): Float64Array {
  const { rows, weights } = subject;
  const { evaluator, loader } = openLeaves(subject, circuit, weights, rows.length);
  loader.load(rows, 0, rows.length);
  evaluator.forward(rows.length);
  const width = circuit.leaves.length;
  const values = new Float64Array(rows.length * width);
  for (let row = 0; row < rows.length; row++) {
    copyLeaves(evaluator, circuit, row, values.subarray(row * width, (row + 1) * width));
  }
  return values;
}

function drawnLeaves(
  subject: Subject,
  circuit: Circuit,
  rows: number,
  random: RandomStream,
  together: number,
): Float64Array {
  const weights = createWeights(subject.program);
  const { evaluator, loader } = openLeaves(subject, circuit, weights, 1);
  const width = circuit.leaves.length;
  const values = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const sample = Math.floor(row / together) % subject.rows.length;
    if (row % together === 0) loader.load(subject.rows, sample, 1);
    drawWeights(subject.program, random, weights);
    evaluator.forward(1);
    copyLeaves(evaluator, circuit, 0, values.subarray(row * width, (row + 1) * width));
  }
  return values;
}

function openLeaves(
  subject: Subject,
  { leaves }: Circuit,
  weights: Weights,
  capacity: number,
): Evaluation {
  const targets = [...new Set(leaves.map(({ node }) => node))];
  return evaluate(subject, { targets, weights, capacity, differentiate: 'none' });
}

function copyLeaves(
  evaluator: Evaluator,
  { leaves }: Circuit,
  sample: number,
  into: Float64Array,
): void {
  leaves.forEach(({ node, element }, leaf) => {
    const { value, stride } = evaluator.operand(node);
    into[leaf] = value[sample * stride + element]!;
  });
}
