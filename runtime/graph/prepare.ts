import type { Column } from '../data/dataset.ts';
import { fitStatistic } from '../features/index.ts';
import { withoutShots } from '../program/index.ts';
import type { Execution, Program } from '../program/index.ts';
import {
  ancestors,
  fitDepths,
  frontier,
  inputNames,
  missesWithout,
  movingNodes,
} from './dependencies.ts';
import type { Changing } from './dependencies.ts';
import { createEvaluator } from './evaluator.ts';
import { sizeOf } from './kernel.ts';
import { createLoader } from './rows.ts';
import type { Rows } from './rows.ts';
import { createWeights } from './weights.ts';
import type { Weights } from './weights.ts';
import type { Pool } from '../threads/pool.ts';

export interface PrepareRequest {
  readonly program: Program;
  /** Nodes that will be asked for. */
  readonly targets: readonly number[];
  readonly count: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** Samples that statistics may see. */
  readonly training: Uint32Array;
  /** Statistics that are known already, by node: of a checkpoint. */
  readonly fits: ReadonlyMap<number, Float64Array>;
  readonly precision: 'f32' | 'f64';
  /** Of the circuits. What is worked out once is the mean over all outcomes. Default: exactly. */
  readonly execution?: Execution;
  /** Threads that share the work on a batch. Default: the calling one alone. */
  readonly pool?: Pool | undefined;
  /** What will change from step to step beside the weights. Default: nothing. */
  readonly changing?: Changing;
  /** With the values of the parameters that are held. */
  readonly weights?: Weights;
  /** Further nodes whose values are wanted, whatever changes. */
  readonly also?: readonly number[];
  /** Fixed features of a pass before this one over the same columns; what this pass works out is added. */
  readonly features: Map<number, Rows>;
  /** Called between chunks of samples: `fraction` of the work done, in [0, 1]. */
  readonly pause: (fraction: number) => Promise<void>;
}

/** Everything about a data set that does not change from step to step. */
export interface Prepared {
  /** By node: has it to be worked out at each step? */
  readonly moving: readonly boolean[];
  /** By node of the frontier, one row a sample. */
  readonly sampled: ReadonlyMap<number, Rows>;
  /** By node of the frontier that all samples share. */
  readonly shared: ReadonlyMap<number, Float64Array>;
  readonly fits: ReadonlyMap<number, Float64Array>;
}

const CHUNK_SAMPLES = 256;
/** Float64 numbers that the buffers of a chunk may take: 32 MiB. */
const CHUNK_NUMBERS = 2 ** 22;

/**
 * Works out, once for a data set, the values of the frontier: statistics in the order of the graph over the training
 * samples, and in between what they are made of, in chunks. Only what a later statistic or the frontier needs is kept.
 * @throws UserProblem `not-yet` for a statistic of something trainable
 */
export async function prepare(request: PrepareRequest): Promise<Prepared> {
  const { program, columns, features } = request;
  const execution = request.execution && { execution: withoutShots(request.execution) };
  const moving = movingNodes(program, request.changing);
  const weights = request.weights ?? createWeights(program);
  const wanted = [
    ...new Set([...frontier(program, request.targets, moving), ...(request.also ?? [])]),
  ].sort((a, b) => a - b);
  const fits = new Map(request.fits);
  const depths = fitDepths(program);
  const pending = ancestors(program, wanted, (node) => fits.has(node)).filter(
    (node) => program.nodes[node]!.operation.kind === 'fit' && !fits.has(node),
  );
  const stages = [...new Set(pending.map((node) => depths[node]!))]
    .sort((a, b) => a - b)
    .map((depth) => pending.filter((node) => depths[node] === depth));

  const store = new Map<number, Rows>(features);
  for (const [node, { operation }] of program.nodes.entries()) {
    const column = operation.kind === 'input' ? columns.get(operation.name) : undefined;
    if (column) store.set(node, { values: column.values, size: sizeOf(column.shape) });
  }

  const passes = stages.length + 1;
  for (const [stage, nodes] of stages.entries()) {
    const inputs = nodes.map((node) => program.nodes[node]!.inputs[0]!);
    await materialise(inputs, stage);
    for (const node of nodes) fits.set(node, fitOver(node));
    release([...stages.slice(stage + 1).flat(), ...wanted]);
  }
  const ofSamples = wanted.filter((node) => program.nodes[node]!.rate === 'sample');
  await materialise(ofSamples, stages.length);

  return {
    moving,
    sampled: new Map(ofSamples.map((node) => [node, stored(node)])),
    shared: sharedValues({
      program,
      nodes: wanted,
      fits,
      weights,
      precision: request.precision,
      ...execution,
    }),
    fits,
  };

  /** Brings `targets`, and the fixed features on the way, into the store. */
  async function materialise(targets: readonly number[], pass: number): Promise<void> {
    const known = (node: number): boolean => store.has(node) || fits.has(node);
    const missing = targets
      .map((node) => unshaped(program, node))
      .filter((node) => !store.has(node));
    const kept = featuresOn(program, missing, known);
    const outputs = [...new Set([...missing, ...kept])];
    if (outputs.length === 0) return;

    const path = ancestors(program, outputs, known);
    const given = new Set(path.filter(known));
    const perSample = numbersOf(program, path);
    const capacity = Math.max(1, Math.min(CHUNK_SAMPLES, Math.floor(CHUNK_NUMBERS / perSample)));
    const evaluator = createEvaluator({
      program,
      targets: outputs,
      given,
      capacity,
      weights,
      differentiate: 'none',
      precision: request.precision,
      ...execution,
      pool: request.pool,
      mayLack: partialColumns(columns),
    });
    for (const node of given) {
      const fit = fits.get(node);
      if (fit) evaluator.operand(node).value.set(fit);
    }
    const sources = [...given].filter((node) => !fits.has(node));
    const loader = createLoader(
      evaluator,
      new Map(sources.map((node) => [node, store.get(node)!])),
      columns,
      new Set(),
    );
    const all = Uint32Array.from({ length: request.count }, (_, row) => row);
    const results = outputs.map((node) => {
      const { size, value } = evaluator.operand(node);
      return {
        node,
        size,
        value,
        rows: new Float64Array(request.count * size),
        absent: evaluator.absent(node),
      };
    });
    for (let start = 0; start < request.count; start += capacity) {
      const count = Math.min(capacity, request.count - start);
      loader.load(all, start, count);
      evaluator.forward(count);
      for (const { rows, value, size, absent } of results) {
        rows.set(value.subarray(0, count * size), start * size);
        // What a sample does not have must not reach a gradient as NaN.
        for (let sample = 0; sample < count; sample++) {
          if (absent(sample)) rows.fill(0, (start + sample) * size, (start + sample + 1) * size);
        }
      }
      await request.pause((pass + (start + count) / request.count) / passes);
    }
    for (const { node, size, rows } of results) store.set(node, { values: rows, size });
    for (const node of kept)
      if (isReusable(program, node, depths)) features.set(node, store.get(node)!);
  }

  function stored(node: number): Rows {
    return store.get(unshaped(program, node))!;
  }

  function fitOver(index: number): Float64Array {
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind !== 'fit') throw new Error(`node ${index} is no fit`);
    const input = inputs[0]!;
    const lacking = partialColumns(columns)
      .filter((name) => missesWithout(program, name)[input])
      .map((name) => columns.get(name)!.present!);
    const rows = request.training.filter((row) => lacking.every((present) => present[row] === 1));
    const { values, size } = stored(input);
    return fitStatistic(operation, {
      count: rows.length,
      size,
      row: (k) => values.subarray(rows[k]! * size, (rows[k]! + 1) * size),
    });
  }

  /** Forgets what no later work reads. */
  function release(targets: readonly number[]): void {
    const needed = new Set(
      ancestors(
        program,
        targets.map((node) => unshaped(program, node)),
        (node) => store.has(node) || fits.has(node),
      ),
    );
    for (const node of store.keys()) if (!needed.has(node)) store.delete(node);
  }
}

/** Inputs that some sample lacks. */
export function partialColumns(columns: ReadonlyMap<string, Column>): string[] {
  return [...columns].filter(([, column]) => column.present !== null).map(([name]) => name);
}

/** How many numbers the buffers of these nodes hold for a sample, those of bodies included. */
function numbersOf(program: Pick<Program, 'nodes'>, nodes: Iterable<number>): number {
  let sum = 0;
  for (const index of nodes) {
    const { operation, inputs, shape } = program.nodes[index]!;
    sum += sizeOf(shape);
    if (operation.kind !== 'map' && operation.kind !== 'fold') continue;
    const { body } = operation;
    const entries = program.nodes[inputs[0]!]!.shape[0]!;
    const rows = operation.kind === 'map' ? entries : 1;
    sum += rows * numbersOf(body, body.nodes.keys());
  }
  return sum;
}

/** The node whose numbers a chain of reshapes shows. */
function unshaped(program: Program, index: number): number {
  const node = program.nodes[index]!;
  return node.operation.kind === 'reshape' ? unshaped(program, node.inputs[0]!) : index;
}

/** Fixed features on the way to `targets` that anything but a feature reads: dear to work out, small to keep. */
function featuresOn(
  program: Program,
  targets: readonly number[],
  known: (node: number) => boolean,
): number[] {
  const path = ancestors(program, targets, known);
  const isFeature = (index: number): boolean => program.nodes[index]!.operation.kind === 'feature';
  const read = new Set(
    path.filter((node) => !isFeature(node)).flatMap((node) => program.nodes[node]!.inputs),
  );
  return path.filter(
    (node) => isFeature(node) && !known(node) && (read.has(node) || targets.includes(node)),
  );
}

/** The same for every choice of training samples: neither a statistic nor a vocabulary lies before it. */
function isReusable(program: Program, node: number, depths: readonly number[]): boolean {
  const names = inputNames(program)[node]!;
  const texts = program.inputs.filter(
    ({ name, type }) => type.kind === 'text' && names.includes(name),
  );
  return depths[node] === 0 && texts.length === 0;
}

/** Values that all samples share: constants, statistics, held parameters and what is made of them alone. */
export function sharedValues(request: {
  readonly program: Program;
  /** Those of them that are not of the sample count. */
  readonly nodes: readonly number[];
  readonly fits: ReadonlyMap<number, Float64Array>;
  readonly weights: Weights;
  readonly precision: 'f32' | 'f64';
  readonly execution?: Execution;
}): Map<number, Float64Array> {
  const { program, fits } = request;
  const targets = request.nodes.filter((node) => program.nodes[node]!.rate === 'shared');
  const given = new Set(
    ancestors(program, targets, (node) => fits.has(node)).filter((node) => fits.has(node)),
  );
  const evaluator = createEvaluator({
    ...request,
    targets,
    given,
    capacity: 1,
    differentiate: 'none',
    mayLack: [],
  });
  for (const node of given) evaluator.operand(node).value.set(fits.get(node)!);
  evaluator.forward(1);
  return new Map(targets.map((node) => [node, evaluator.operand(node).value.slice()]));
}
