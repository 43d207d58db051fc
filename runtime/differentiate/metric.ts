import type { Evaluator } from '../graph/evaluator.ts';
import { createEvaluator } from '../graph/evaluator.ts';
import { ancestors } from '../graph/dependencies.ts';
import { packParameters } from '../graph/packed.ts';
import type { Weights } from '../graph/weights.ts';
import { parametersBehind, type Program } from '../program/index.ts';
import { withStates } from './states.ts';
import { projectTangent } from './tangent.ts';
import { dot } from './vectors.ts';

export interface MetricRequest {
  readonly program: Program;
  /** The circuits that enter it count. */
  readonly objective: number;
  /** Of the training step: which samples are loaded, and all that trained weights do not move. */
  readonly source: Evaluator;
  /** Most samples of a batch. */
  readonly capacity: number;
  /** Read only. */
  readonly weights: Weights;
  /** Parameters that are trained, by index. */
  readonly trained: ReadonlySet<number>;
}

/**
 * The Fubini-Study metric of the states that circuits prepare, pulled back to the trained numbers,
 * `g_ij = Re(<d_i a|d_j a> - <d_i a|a><a|d_j a>)` (Stokes et al. 2020, equation 9), a quarter of the quantum Fisher
 * information: its mean over the samples of a batch, summed over the circuits. It is never written out, which would
 * take a state for each number; products with it take a derivative of the states along the vector and one backward
 * pass.
 */
export interface Metric {
  /** Parameters that states depend on, ascending; vectors hold their numbers end to end. */
  readonly parameters: readonly number[];
  /** Takes over the samples and the weights of the training step. Says how many samples count. */
  look(batch: number): void;
  /** The product with a vector, `[numbers]`, where `look` looked. */
  times(vector: Float64Array): Float64Array;
}

/** Length of the move that a derivative along a vector is taken from, in all numbers together (radians). */
const MOVE = 1e-4;

export function createMetric(request: MetricRequest): Metric {
  const { source, capacity, trained } = request;
  const { program, states } = withStates(request.program, request.objective);
  const isMoved = (node: number): boolean =>
    parametersBehind(program, node).some((index) => trained.has(index));
  const own: Weights = {
    values: request.weights.values.slice(),
    gradients: new Float64Array(request.weights.values.length),
    offsets: request.weights.offsets,
  };
  const reached = new Set(
    states.flatMap((node) => parametersBehind(program, node)).filter((index) => trained.has(index)),
  );
  const packed = packParameters(own, reached);
  const stops = ancestors(program, states, (node) => !isMoved(node));
  const given = new Set(
    stops.filter((node) => {
      const { kind } = program.nodes[node]!.operation;
      return !isMoved(node) && kind !== 'parameter' && kind !== 'constant';
    }),
  );
  const evaluator = createEvaluator({
    program,
    targets: states,
    given,
    capacity,
    weights: own,
    differentiate: 'weights',
    // Differences of neighbouring states need all the digits there are.
    precision: 'f64',
    mayLack: [...source.presence.flags.keys()],
    trained: (parameter) => trained.has(parameter),
  });
  const operands = states.map((node) => evaluator.operand(node));
  const ahead = operands.map(({ value }) => new Float64Array(value.length));
  const tangents = operands.map(({ size }) => new Float64Array(capacity * size));
  let batch = 0;
  let counted = 0;

  const statesAt = (point: Float64Array): void => {
    packed.write(own.values, point);
    evaluator.forward(batch);
  };

  return {
    parameters: packed.parameters,
    look(count) {
      batch = count;
      counted = 0;
      for (let sample = 0; sample < batch; sample++) if (source.counts(sample)) counted += 1;
      own.values.set(request.weights.values);
      for (const node of given) evaluator.operand(node).value.set(source.operand(node).value);
      for (const [name, flag] of evaluator.presence.flags) {
        flag.set(source.presence.flags.get(name)!);
      }
    },
    times(vector) {
      const length = Math.sqrt(dot(vector, vector));
      if (length === 0) return vector.slice();
      const here = packed.read(own.values);
      const step = MOVE / length;
      statesAt(here.map((value, i) => value + step * vector[i]!));
      operands.forEach(({ value }, k) => ahead[k]!.set(value));
      statesAt(here.map((value, i) => value - step * vector[i]!));
      operands.forEach(({ value, size, stride }, k) => {
        const [tangent, before] = [tangents[k]!, ahead[k]!];
        const length = stride === 0 ? size : batch * size;
        for (let i = 0; i < length; i++) tangent[i] = (before[i]! - value[i]!) / (2 * step);
      });
      statesAt(here);
      own.gradients.fill(0);
      states.forEach((node, k) => {
        seedSamples(operands[k]!, tangents[k]!);
        evaluator.backward(batch, node, tangents[k]!);
      });
      return packed.read(own.gradients);
    },
  };

  /** What changes phases only is taken away, and the mean over samples taken. */
  function seedSamples(
    { value, size, stride }: ReturnType<Evaluator['operand']>,
    tangents: Float64Array,
  ): void {
    const isShared = stride === 0;
    for (let sample = 0; sample < batch; sample++) {
      const tangent = tangents.subarray(sample * size, (sample + 1) * size);
      if (isShared ? sample > 0 : !source.counts(sample)) {
        tangent.fill(0);
        continue;
      }
      projectTangent(tangent, value.subarray(sample * stride, sample * stride + size));
      const share = isShared ? 1 : 1 / counted;
      for (let i = 0; i < size; i++) tangent[i]! *= share;
    }
  }
}
