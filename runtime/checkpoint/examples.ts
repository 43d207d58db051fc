import type { Column } from '../data/dataset.ts';
import { frontier, movingNodes } from '../graph/dependencies.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import { lateBehind } from '../graph/late/index.ts';
import { nothingLate } from '../graph/solved.ts';
import type { Late } from '../graph/solved.ts';
import type { Prepared } from '../graph/prepare.ts';
import type { Rows } from '../graph/rows.ts';
import type { Weights } from '../graph/weights.ts';
import { EXACT } from '../program/index.ts';
import type { Output, Program } from '../program/index.ts';
import type { Example } from './schema.ts';

interface ExampleRequest {
  readonly program: Program;
  readonly columns: ReadonlyMap<string, Column>;
  /** With the values that enter the part that weights move. */
  readonly prepared: Omit<Prepared, 'moving'>;
  readonly weights: Weights;
  readonly precision: 'f32' | 'f64';
}

/** What the model says of some samples now, with the features that it says so from. */
export function createExamples(
  request: ExampleRequest,
  rows: Uint32Array,
  ids: readonly string[],
): (late: Late) => Example[] {
  const { program, columns, prepared } = request;
  const targets = program.readouts.filter(ofSample(program)).map(({ node }) => node);
  const early = readoutsOf(request, rows, nothingLate);
  const features = frontier(program, targets).filter(
    (node) => program.nodes[node]!.rate === 'sample',
  );
  const inputs = [...rows].map((row) => ({
    id: ids[row]!,
    absent: [...columns].filter(([, { present }]) => present?.[row] === 0).map(([name]) => name),
    features: Object.fromEntries(
      features.map((node) => {
        const { values, size } = prepared.sampled.get(node)!;
        return [String(node), Array.from(values.subarray(row * size, (row + 1) * size))];
      }),
    ),
  }));
  return (late) => {
    const said = late === nothingLate ? early() : readoutsOf(request, rows, late)();
    return inputs.map((input, k) => ({ ...input, outputs: said[k]! }));
  };
}

/**
 * Says the stored examples again.
 * @returns the name of a readout that comes out differently, or undefined
 */
export function differingReadout(
  examples: readonly Example[],
  request: Omit<ExampleRequest, 'columns' | 'prepared'> & {
    readonly shared: Prepared['shared'];
    readonly late: Late;
  },
): string | undefined {
  const { program, precision } = request;
  if (examples.length === 0) return undefined;
  const sampled = new Map<number, Rows>();
  for (const node of Object.keys(examples[0]!.features)) {
    const values = Float64Array.from(examples.flatMap((each) => each.features[node] ?? []));
    sampled.set(Number(node), { values, size: values.length / examples.length });
  }
  const absent = new Set(examples.flatMap((each) => each.absent));
  const columns = new Map<string, Column>(
    [...absent].map((name) => [
      name,
      {
        shape: [],
        values: new Float64Array(0),
        present: Uint8Array.from(examples, (each) => (each.absent.includes(name) ? 0 : 1)),
      },
    ]),
  );
  const prepared = { sampled, shared: request.shared, fits: new Map() };
  const rows = Uint32Array.from(examples.keys());
  const said = readoutsOf({ ...request, columns, prepared }, rows, request.late)();
  const tolerance = precision === 'f32' ? 1e-4 : 1e-9;
  return program.readouts
    .filter(ofSample(program))
    .find(({ name }) =>
      examples.some((example, k) => !close(example.outputs[name], said[k]![name], tolerance)),
    )?.name;
}

/** Readouts of one sample; what a readout says of two is not said of examples. */
export function ofSample({ nodes }: Program): (readout: Output) => boolean {
  return ({ node }) => nodes[node]!.rate !== 'pair';
}

/** @param late what is known of what is fitted after training; readouts that need more are left out */
function readoutsOf(
  request: ExampleRequest,
  rows: Uint32Array,
  late: Late,
): () => Example['outputs'][] {
  const { program } = request;
  if (rows.length === 0) return () => [];
  const readouts = program.readouts.filter(ofSample(program)).filter(({ node }) => {
    return lateBehind(program, [node]).every(
      (each) => late.fits.has(each) || late.solved.has(each),
    );
  });
  const { evaluator, loader } = openEvaluation({
    ...request,
    prepared: { ...request.prepared, moving: movingNodes(program) },
    targets: readouts.map(({ node }) => node),
    // Whatever the machine of the run: only then do others say the same.
    execution: EXACT,
    // Whatever the seed of the run: whoever says the examples again must draw the same numbers.
    seed: 0,
    late,
    capacity: rows.length,
    differentiate: 'none',
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
  return () => {
    loader.load(rows, 0, rows.length);
    evaluator.restartDraws('examples');
    evaluator.forward(rows.length);
    return Array.from(rows, (_, sample) =>
      Object.fromEntries(
        readouts.map(({ name, node }) => {
          const { value, stride, size } = evaluator.operand(node);
          const start = sample * stride;
          return [
            name,
            evaluator.absent(node)(sample) ? null : [...value.subarray(start, start + size)],
          ];
        }),
      ),
    );
  };
}

function close(
  stored: readonly number[] | null | undefined,
  said: readonly number[] | null | undefined,
  tolerance: number,
): boolean {
  if (!stored || !said) return stored === said;
  return (
    stored.length === said.length &&
    stored.every((value, i) => Math.abs(value - said[i]!) <= tolerance * (1 + Math.abs(value)))
  );
}
