import type { TrainedModel } from '../checkpoint/load-run.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import { standInNodes } from '../graph/substitute.ts';
import type { ModelData } from './model-data.ts';

const BATCH = 256;

/** Nodes that need something to stand in for them where these modalities are taken away. */
export function standInsFor(
  { program }: TrainedModel,
  without: readonly string[],
  targets: readonly number[],
): number[] {
  return [...new Set(without.flatMap((name) => standInNodes(program, name, targets)))];
}

/**
 * Averages of the nodes over the training samples that have a value there: what stands in for a modality that is taken
 * away where the model has no `else` for it. The average of what the modality alone gave is the constant that says
 * least about a sample.
 */
export function trainingAverages(
  model: TrainedModel,
  data: ModelData,
  nodes: readonly number[],
  precision: 'f32' | 'f64',
): Map<number, Float64Array> {
  if (nodes.length === 0) return new Map();
  const { program, weights } = model;
  const { evaluator, loader } = openEvaluation({
    program,
    weights,
    precision,
    columns: data.columns,
    prepared: data.prepared,
    targets: nodes,
    capacity: BATCH,
    differentiate: 'none',
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
  const sums = nodes.map((node) => {
    const { size, stride, value } = evaluator.operand(node);
    return {
      node,
      size,
      stride,
      value,
      absent: evaluator.absent(node),
      sum: new Float64Array(size),
      count: 0,
    };
  });
  const { train } = data.rows;
  for (let start = 0; start < train.length; start += BATCH) {
    const batch = Math.min(BATCH, train.length - start);
    loader.load(train, start, batch);
    evaluator.forward(batch);
    for (const each of sums) {
      for (let sample = 0; sample < batch; sample++) {
        if (each.absent(sample)) continue;
        each.count += 1;
        for (let i = 0; i < each.size; i++) each.sum[i]! += each.value[sample * each.stride + i]!;
      }
    }
  }
  return new Map(
    sums.map(({ node, sum, count }) => [node, sum.map((value) => (count ? value / count : 0))]),
  );
}
