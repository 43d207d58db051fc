import { sizeOf } from '../graph/kernel.ts';
import type { Prepared } from '../graph/prepare.ts';
import type { Rows } from '../graph/rows.ts';
import { UserProblem } from '../program/index.ts';
import type { Operation, Program } from '../program/index.ts';

/** Values of circuits that a machine measured, in place of simulated ones. */
export interface MeasuredValues {
  /** Samples as rows of the data set. */
  readonly rows: Uint32Array;
  /** For each circuit of the Program: row-major `[rows, outputs]`. */
  readonly circuits: readonly Float64Array[];
}

/**
 * A data set whose circuits are known: the rest of the graph, the classical head, starts from their values.
 * @param prepared with circuits as something that changes
 * @param count samples of the data set
 */
export function withMeasured(
  program: Program,
  prepared: Prepared,
  { rows, circuits }: MeasuredValues,
  count: number,
): Prepared {
  const moving = [...prepared.moving];
  const sampled = new Map(prepared.sampled);
  const shared = new Map(prepared.shared);
  for (const [index, { operation, rate, shape }] of program.nodes.entries()) {
    if (operation.kind !== 'circuit') continue;
    const values = circuits[operation.circuit]!;
    const size = sizeOf(shape);
    moving[index] = false;
    if (rate === 'shared') shared.set(index, values.slice(0, size));
    else sampled.set(index, spread(values, size, rows, count));
  }
  return { ...prepared, moving, sampled, shared };
}

/** @throws UserProblem `not-yet` where a model's circuits are not all in its graph, so that no job would run them */
export function requireMeasurable({ nodes, model }: Program): void {
  const inner = nodes.find(({ operation }) => ownsCircuits(operation));
  if (inner === undefined) return;
  throw new UserProblem({
    code: 'not-yet',
    message: `${model} has circuits inside a \`${inner.operation.kind}\`, whose values depend on one another; such models run on the simulator only.`,
    help: 'Take the circuit out of the function, or run it with `qmm predict`.',
  });
}

function ownsCircuits(operation: Operation): boolean {
  if (!('body' in operation)) return false;
  const { circuits, nodes } = operation.body;
  return circuits.length > 0 || nodes.some((node) => ownsCircuits(node.operation));
}

/** Samples that were not measured have no number. */
function spread(values: Float64Array, size: number, rows: Uint32Array, count: number): Rows {
  const whole = new Float64Array(count * size).fill(NaN);
  rows.forEach((row, k) => whole.set(values.subarray(k * size, (k + 1) * size), row * size));
  return { values: whole, size };
}
