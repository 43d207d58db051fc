import { loadRun } from '../checkpoint/load-run.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import type { Host } from '../host.ts';
import type { DataSource, Program } from '../program/index.ts';
import { trainedObjective } from '../train/outputs.ts';
import { openModelData } from './model-data.ts';
import { chooseSource } from './source.ts';

export interface LeafValuesRequest {
  readonly folder: string;
  readonly host: Host;
  readonly base?: string;
  /** Other data: all its rows, unless `split` names one. */
  readonly data?: string | DataSource;
  /** Default: the test split, else validation, else training. */
  readonly split?: 'train' | 'validate' | 'test';
  /** At most this many samples, from the start of the split; default all. */
  readonly limit?: number;
  /** Simulates the circuits too. */
  readonly simulate?: boolean;
}

export interface LeafValues {
  /** The samples as rows of the data set. */
  readonly rows: Uint32Array;
  readonly ids: readonly string[];
  /** For each circuit of the Program: row-major `[samples, leaves]`, in the order of its leaves. */
  readonly circuits: readonly Float64Array[];
  /** For each circuit, where it was simulated: its exact values, row-major `[samples, outputs]`. */
  readonly simulated: readonly Float64Array[];
  /** For each sample: the modalities it lacks (gates whose `when` names one are left out). */
  readonly absent: readonly (readonly string[])[];
}

const BATCH = 256;

/**
 * Values of the leaves of every circuit, weights and features alike, for samples of a run: what binds a circuit.
 * @throws UserProblem for a damaged run or data that cannot be read
 */
export async function leafValues(request: LeafValuesRequest): Promise<LeafValues> {
  const { record, model } = loadRun(request.folder, request.host);
  const { program, weights } = model;
  const { train } = record.run;
  const objective = trainedObjective(program, train?.objective ?? '');
  const circuitNodes = request.simulate === true ? nodesOfCircuits(program) : [];
  const targets = [
    ...new Set(program.circuits.flatMap(({ leaves }) => leaves.map(({ node }) => node))),
    ...circuitNodes,
  ];
  const chosen = chooseSource(record, request.base, request.data);
  const data = await openModelData({
    model,
    objective,
    host: request.host,
    ...chosen,
    rows: chosen.isNew && !request.split ? 'all' : 'split',
    targets,
    without: [],
    precision: train?.precision ?? 'f32',
  });
  const filled = (['test', 'validate', 'train'] as const).find(
    (name) => data.rows[name].length > 0,
  );
  const split = request.split ?? filled ?? 'test';
  const rows = data.rows[split].slice(0, request.limit);
  const { evaluator, loader } = openEvaluation({
    program,
    weights,
    columns: data.columns,
    prepared: data.prepared,
    targets,
    capacity: BATCH,
    differentiate: 'none',
    precision: 'f64',
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
  const circuits = program.circuits.map(
    ({ leaves }) => new Float64Array(rows.length * leaves.length),
  );
  const simulated = circuitNodes.map(
    (node) => new Float64Array(rows.length * evaluator.operand(node).size),
  );
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = Math.min(BATCH, rows.length - start);
    loader.load(rows, start, batch);
    evaluator.forward(batch);
    program.circuits.forEach(({ leaves }, index) => {
      leaves.forEach(({ node, element }, leaf) => {
        const { value, stride } = evaluator.operand(node);
        for (let k = 0; k < batch; k++) {
          circuits[index]![(start + k) * leaves.length + leaf] = value[k * stride + element]!;
        }
      });
    });
    circuitNodes.forEach((node, index) => {
      const { value, stride, size } = evaluator.operand(node);
      for (let k = 0; k < batch; k++) {
        const own = value.subarray(k * stride, k * stride + size);
        simulated[index]!.set(own, (start + k) * size);
      }
    });
  }
  const partial = [...data.columns].filter(([, { present }]) => present !== null);
  return {
    rows,
    simulated,
    ids: Array.from(rows, (row) => data.ids[row]!),
    circuits,
    absent: Array.from(rows, (row) =>
      partial.filter(([, { present }]) => present![row] === 0).map(([name]) => name),
    ),
  };
}

/** For each circuit the node that it gives its values. */
function nodesOfCircuits({ circuits, nodes }: Program): number[] {
  return circuits.map((_, circuit) =>
    nodes.findIndex(
      ({ operation }) => operation.kind === 'circuit' && operation.circuit === circuit,
    ),
  );
}
