import { openEvaluation } from '../evaluation.ts';
import type { Rows } from '../rows.ts';
import type { Late } from '../solved.ts';
import type { LateRequest } from './request.ts';

const BATCH = 256;

/** Values over the training samples that have all of them. */
export interface Collected {
  readonly count: number;
  readonly rows: ReadonlyMap<number, Rows & { readonly values: Float64Array }>;
  readonly present: ReadonlyMap<string, Uint8Array>;
}

/** Values of some nodes for all training samples that have all of them. */
export async function collect(
  request: LateRequest,
  nodes: readonly number[],
  late: Late,
  pause: (fraction: number) => Promise<void>,
): Promise<Collected> {
  const { training } = request;
  const { evaluator, loader } = openEvaluation({
    ...request,
    targets: nodes,
    capacity: BATCH,
    differentiate: 'none',
    dropped: [],
    without: [],
    substitutes: new Map(),
    late,
  });
  const wanted = nodes.map((node) => {
    const operand = evaluator.operand(node);
    const values = new Float64Array(
      operand.stride === 0 ? operand.size : training.length * operand.size,
    );
    return { node, operand, values, absent: evaluator.absent(node) };
  });
  const flags = [...evaluator.presence.flags].map(([name, from]) => ({
    name,
    from,
    into: new Uint8Array(training.length),
  }));
  let count = 0;
  for (let start = 0; start < training.length; start += BATCH) {
    const batch = Math.min(BATCH, training.length - start);
    loader.load(training, start, batch);
    evaluator.forward(batch);
    for (let sample = 0; sample < batch; sample++) {
      if (wanted.some(({ absent }) => absent(sample))) continue;
      for (const { operand, values } of wanted) {
        const from = sample * operand.stride;
        values.set(
          operand.value.subarray(from, from + operand.size),
          operand.stride === 0 ? 0 : count * operand.size,
        );
      }
      for (const { from, into } of flags) into[count] = from[sample]!;
      count += 1;
    }
    await pause((start + batch) / training.length / 2);
  }
  return {
    count,
    rows: new Map(
      wanted.map(({ node, operand: { stride, size }, values }) => [
        node,
        { values: stride === 0 ? values : values.subarray(0, count * size), size },
      ]),
    ),
    present: new Map(flags.map(({ name, into }) => [name, into.subarray(0, count)])),
  };
}
