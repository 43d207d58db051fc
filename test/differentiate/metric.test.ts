import { describe, expect, test } from 'vitest';
import { createMetric } from '../../runtime/differentiate/metric.ts';
import { createNaturalGradient } from '../../runtime/differentiate/natural-gradient.ts';
import { dot, sumOf } from '../../runtime/differentiate/vectors.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import type { Evaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import type { Weights } from '../../runtime/graph/weights.ts';
import type { Program } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';
import { overlap, stateAfter } from '../support/statevector.ts';

const BATCH = 3;

interface Loaded {
  readonly program: Program;
  readonly objective: number;
  readonly source: Evaluator;
  readonly weights: Weights;
  readonly trained: ReadonlySet<number>;
}

/** A model with three samples loaded, random weights, and everything trained. */
function load(body: string, circuits = ''): Loaded {
  const program = programOf(`
    ${circuits}
    model M {
      modality x: real[2]
      modality y: real[2]?
      label kind: class(2)
      register q[2]
      ${body}
    }
  `);
  const objective = program.objectives[0]!.node;
  const random = randomStream(7, 'metric');
  const weights = createWeights(program);
  for (let i = 0; i < weights.values.length; i++) weights.values[i] = random.normal();
  const given = program.nodes.flatMap(({ operation }, node) =>
    operation.kind === 'input' ? [node] : [],
  );
  const source = createEvaluator({
    program,
    targets: [objective],
    given: new Set(given),
    capacity: BATCH,
    weights,
    differentiate: 'weights',
    precision: 'f32',
    mayLack: ['y'],
    objective: program.objectives[0],
  });
  for (const node of given) {
    if (!source.has(node)) continue;
    const { operation } = program.nodes[node]!;
    const values = source.operand(node).value;
    const isKind = operation.kind === 'input' && operation.name === 'kind';
    for (let i = 0; i < values.length; i++) values[i] = isKind ? i % 2 : random.normal();
  }
  source.presence.flags.get('y')![1] = 0;
  source.forward(BATCH);
  const trained = new Set(program.parameters.keys());
  return { program, objective, source, weights, trained };
}

/**
 * `v g v` from how far apart the states at both sides are, `1 - |<a(-h)|a(+h)>|^2 = 4 h^2 v g v`, by a statevector that
 * knows nothing of the simulator. The classical layers around are the evaluator's.
 */
function distance({ program, source, weights }: Loaded, vector: Float64Array): number {
  const start = weights.values.slice();
  const step = 1e-3;
  const leavesAt = (side: number): number[][][] => {
    weights.values.set(sumOf(start, vector, side * step));
    source.forward(BATCH);
    return program.circuits.map(({ leaves }) =>
      Array.from({ length: BATCH }, (_, sample) =>
        leaves.map(({ node, element }) => {
          const { value, stride } = source.operand(node);
          return value[sample * stride + element]!;
        }),
      ),
    );
  };
  const [ahead, behind] = [leavesAt(1), leavesAt(-1)];
  weights.values.set(start);
  source.forward(BATCH);
  let sum = 0;
  program.circuits.forEach((circuit, c) => {
    for (let sample = 0; sample < BATCH; sample++) {
      const present = (name: string): boolean => source.presence.flags.get(name)?.[sample] !== 0;
      const at = (leaves: number[][][]) => stateAfter(circuit, leaves[c]![sample]!, present);
      sum += 1 - overlap(at(ahead), at(behind)) ** 2;
    }
  });
  return sum / (BATCH * 4 * step ** 2);
}

const layers: Readonly<Record<string, string>> = {
  'angles of rotations': `
    evolve q with strongly_entangling(layers: 2)
    objective sum(expect(Z(q)))`,
  'angles after features': `
    encode x into q with angle
    evolve q with strongly_entangling(layers: 1)
    objective sum(expect(Z(q)))`,
  'a trained layer before the circuit': `
    encode x |> linear(2) |> tanh into q with angle
    evolve q with strongly_entangling(layers: 1)
    objective sum(expect(Z(q)))`,
  'a modality that a sample lacks': `
    encode x into q with angle
    encode y |> linear(2) into q with angle
    fuse q with strongly_entangling(layers: 1)
    objective sum(expect(Z(q)))`,
};

describe('the metric of states is their distance', () => {
  test.each(Object.entries(layers))('%s', (_, body) => {
    const loaded = load(body);
    const metric = createMetric({ ...loaded, capacity: BATCH });
    metric.look(BATCH);
    const random = randomStream(1, 'vectors');
    const draw = (): Float64Array => loaded.weights.values.map(() => random.normal());
    for (let round = 0; round < 3; round++) {
      const [v, w] = [draw(), draw()];
      const wanted = (distance(loaded, sumOf(v, w)) - distance(loaded, sumOf(v, w, -1))) / 4;
      expect(dot(w, metric.times(v))).toBeCloseTo(wanted, 4);
      expect(dot(v, metric.times(w))).toBeCloseTo(wanted, 4);
    }
  });

  test('of one rotation of |0> about y is a quarter', () => {
    const circuits = 'circuit turn on a {\n  param w: angle\n  ry(w) a\n}';
    const loaded = load('evolve q[0] with turn\nobjective sum(expect(Z(q)))', circuits);
    const metric = createMetric({ ...loaded, capacity: BATCH });
    metric.look(BATCH);
    expect(metric.times(Float64Array.of(1))[0]).toBeCloseTo(1 / 4, 7);
    expect(metric.times(Float64Array.of(-6))[0]).toBeCloseTo(-6 / 4, 7);
  });
});

describe('the natural gradient', () => {
  const body = `
    encode x into q with angle
    evolve q with strongly_entangling(layers: 1)
    objective classify(expect(Z(q)) |> linear, kind)`;

  test('solves the damped metric, and leaves the head its gradient', () => {
    const loaded = load(body);
    const request = { ...loaded, capacity: BATCH };
    const metric = createMetric(request);
    metric.look(BATCH);
    const gradient = loaded.weights.values.map((_, i) => Math.sin(1 + i));
    const direction = createNaturalGradient(request, 0.1).direction(BATCH, gradient);
    const { offsets } = loaded.weights;
    const { parameters } = loaded.program;
    expect(metric.parameters.length).toBeLessThan(parameters.length);
    const reached = (values: Float64Array): Float64Array =>
      Float64Array.from(
        metric.parameters.flatMap((index) => [
          ...values.subarray(offsets[index], offsets[index + 1]),
        ]),
      );
    const solved = reached(direction);
    const residual = sumOf(sumOf(metric.times(solved), solved, 0.1), reached(gradient), -1);
    expect(Math.sqrt(dot(residual, residual))).toBeLessThan(2e-3 * Math.hypot(...gradient));
    parameters.forEach((_, index) => {
      if (metric.parameters.includes(index)) return;
      const part = [offsets[index], offsets[index + 1]] as const;
      expect(direction.subarray(...part)).toEqual(gradient.subarray(...part));
    });
  });
});
