import { loadRun } from '../checkpoint/load-run.ts';
import type { SplitRows } from '../data/dataset.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import type { Host } from '../host.ts';
import type { Truncation } from '../simulate/index.ts';
import { blockOf } from '../objectives/block.ts';
import { EXACT } from '../program/index.ts';
import type { DataSource } from '../program/index.ts';
import { trainedObjective } from '../train/outputs.ts';
import { createPacer } from '../train/pacer.ts';
import { singleSample } from './single-sample.ts';
import { openModelData } from './model-data.ts';
import type { MeasuredValues } from './measured.ts';
import { predictedNodes, predictionReader } from './prediction.ts';
import type { Prediction } from './prediction.ts';
import { chooseSource } from './source.ts';

export interface PredictRequest {
  readonly folder: string;
  readonly host: Host;
  /** Folder that data paths are relative to; default: as it was when the run was trained. */
  readonly base?: string;
  /** Other data of the same form, labels not needed: a path, or a data source relative to `base`. */
  readonly data?: string | DataSource;
  /** One sample: a file for each modality (a list of numbers may stand there itself). */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** How many predictions of each sample, of which only what chance decides differs. Default: 1. */
  readonly draws?: number;
  /** Of what chance decides; the same seed gives the same predictions. Default: 0. */
  readonly seed?: number;
  /** Rows of the data to predict. Default: as described above. */
  readonly rows?: Uint32Array;
  /** What a machine measured of these rows, in place of what the simulator would say. */
  readonly measured?: MeasuredValues;
}

/**
 * Predictions of a run: of one sample given by files, of all rows of other data, or of the test split of its own data
 * (without one, of all its rows). A run of several folds predicts with the model of its last fold.
 * @throws UserProblem for a damaged run or data that cannot be read
 */
export async function predictRun(request: PredictRequest): Promise<Prediction[]> {
  const { record, model } = loadRun(request.folder, request.host);
  const { program, weights, checkpoint } = model;
  const { train } = record.run;
  const objective = trainedObjective(program, train?.objective ?? '');
  const precision = train?.precision ?? 'f32';
  const execution = train?.execution ?? EXACT;
  const targets = predictedNodes(program, objective);
  const sample = request.inputs && singleSample(program, request.inputs, request.host);
  const chosen = sample ?? {
    ...chooseSource(record, request.base, request.data),
    host: request.host,
  };
  const data = await openModelData({
    model,
    objective,
    ...chosen,
    rows: chosen.isNew ? 'all' : 'split',
    targets,
    without: [],
    precision,
    execution,
    measured: request.measured,
  });
  const block = blockOf(program, targets);
  const { evaluator, loader } = openEvaluation({
    program,
    weights,
    columns: data.columns,
    prepared: data.prepared,
    targets,
    capacity: block,
    differentiate: 'none',
    precision,
    execution,
    pool: request.host.pool,
    onTruncation: request.onTruncation,
    seed: request.seed ?? 0,
    dropped: [],
    without: [],
    substitutes: new Map(),
    late: model.late,
  });
  const draws = request.draws ?? 1;
  const absent = new Map(targets.map((node) => [node, evaluator.absent(node)]));
  const read = predictionReader({ program, checkpoint }, objective);
  const rows = Uint32Array.from(
    [...(request.rows ?? rowsToPredict(data.rows))].flatMap((row) =>
      new Array<number>(draws).fill(row),
    ),
  );
  const pacer = createPacer(request.host);
  const predictions: Prediction[] = [];
  for (let start = 0; start < rows.length; start += block) {
    const batch = Math.min(block, rows.length - start);
    loader.load(rows, start, batch);
    evaluator.forward(batch);
    for (let k = 0; k < batch; k++) {
      const valueOf = (node: number): Float64Array | undefined => {
        const { value, size } = evaluator.operand(node);
        // Of pairs: the sample with each of its batch.
        const stride = program.nodes[node]!.rate === 'pair' ? batch : size;
        return absent.get(node)!(k) ? undefined : value.subarray(k * stride, (k + 1) * stride);
      };
      const idAt = (sample: number): string => data.ids[rows[start + sample]!]!;
      predictions.push({
        id: idAt(k),
        ...(draws > 1 ? { draw: ((start + k) % draws) + 1 } : {}),
        ...read(valueOf, idAt),
      });
    }
    await pacer.pause();
  }
  return predictions;
}

function rowsToPredict({ train, validate, test }: SplitRows): Uint32Array {
  return test.length > 0 ? test : Uint32Array.from([...train, ...validate]).sort();
}
