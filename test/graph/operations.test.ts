import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import type { Operation, Program } from '../../runtime/program/index.ts';
import { programBuilder } from '../support/programs.ts';

interface Case {
  readonly operation: Operation;
  /** Shapes of the inputs that are differentiated. */
  readonly from: readonly (readonly number[])[];
  /** Values of inputs after those, which are not. */
  readonly fixed?: readonly { shape: readonly number[]; values: readonly number[] }[];
  readonly shape: readonly number[];
  /** Where the function is defined. */
  readonly domain?: readonly [number, number];
}

const binary = (name: Extract<Operation, { kind: 'binary' }>['function']): Operation => ({
  kind: 'binary',
  function: name,
});
const unary = (name: Extract<Operation, { kind: 'unary' }>['function']): Operation => ({
  kind: 'unary',
  function: name,
});
const reduce = (
  name: Extract<Operation, { kind: 'reduce' }>['function'],
  axis: number | null,
): Operation => ({ kind: 'reduce', function: name, axis });

const cases: Readonly<Record<string, Case>> = {
  negate: { operation: unary('negate'), from: [[3]], shape: [3] },
  tanh: { operation: unary('tanh'), from: [[3]], shape: [3] },
  relu: { operation: unary('relu'), from: [[5]], shape: [5] },
  sigmoid: { operation: unary('sigmoid'), from: [[3]], shape: [3] },
  exp: { operation: unary('exp'), from: [[3]], shape: [3] },
  log: { operation: unary('log'), from: [[3]], shape: [3], domain: [0.5, 2] },
  sqrt: { operation: unary('sqrt'), from: [[3]], shape: [3], domain: [0.5, 2] },
  abs: { operation: unary('abs'), from: [[3]], shape: [3] },
  sin: { operation: unary('sin'), from: [[3]], shape: [3] },
  cos: { operation: unary('cos'), from: [[3]], shape: [3] },
  acos: { operation: unary('acos'), from: [[3]], shape: [3], domain: [-0.9, 0.9] },
  add: {
    operation: binary('add'),
    from: [
      [2, 3],
      [2, 3],
    ],
    shape: [2, 3],
  },
  'add a vector to each row': { operation: binary('add'), from: [[2, 3], [3]], shape: [2, 3] },
  'subtract from a scalar': { operation: binary('subtract'), from: [[], [3]], shape: [3] },
  multiply: { operation: binary('multiply'), from: [[3], [2, 3]], shape: [2, 3] },
  divide: { operation: binary('divide'), from: [[3], [3]], shape: [3], domain: [0.5, 2] },
  power: { operation: binary('power'), from: [[3], []], shape: [3], domain: [0.5, 2] },
  remainder: { operation: binary('remainder'), from: [[3], []], shape: [3], domain: [0.6, 0.9] },
  'sum of all': { operation: reduce('sum', null), from: [[2, 3]], shape: [] },
  'mean along the first axis': { operation: reduce('mean', 0), from: [[2, 3]], shape: [3] },
  'sum along the middle axis': { operation: reduce('sum', 1), from: [[2, 3, 2]], shape: [2, 2] },
  'max along the last axis': { operation: reduce('max', 1), from: [[2, 3]], shape: [2] },
  'min of all': { operation: reduce('min', null), from: [[4]], shape: [] },
  softmax: { operation: { kind: 'softmax' }, from: [[2, 3]], shape: [2, 3] },
  log_sum_exp: { operation: { kind: 'log_sum_exp' }, from: [[2, 3]], shape: [2] },
  'matrix @ vector': { operation: { kind: 'matmul' }, from: [[2, 3], [3]], shape: [2] },
  'vector @ matrix': { operation: { kind: 'matmul' }, from: [[3], [3, 2]], shape: [2] },
  'vector @ vector': { operation: { kind: 'matmul' }, from: [[3], [3]], shape: [] },
  'matrix @ matrix': {
    operation: { kind: 'matmul' },
    from: [
      [2, 3],
      [3, 4],
    ],
    shape: [2, 4],
  },
  reshape: { operation: { kind: 'reshape' }, from: [[2, 3]], shape: [6] },
  transpose: { operation: { kind: 'transpose' }, from: [[2, 3]], shape: [3, 2] },
  join: { operation: { kind: 'join' }, from: [[2], [], [3]], shape: [6] },
  stack: { operation: { kind: 'stack' }, from: [[3], [3]], shape: [2, 3] },
  slice: {
    operation: {
      kind: 'slice',
      axes: [
        { kind: 'index', index: 1 },
        { kind: 'range', start: 0, stop: 4, step: 2 },
      ],
    },
    from: [[3, 4]],
    shape: [2],
  },
  'unfold a series': {
    operation: { kind: 'unfold', windows: { axes: 1, size: 3, stride: 2, padding: 1 } },
    from: [[5, 2]],
    shape: [3, 6],
  },
  'unfold a picture': {
    operation: { kind: 'unfold', windows: { axes: 2, size: 2, stride: 1, padding: 1 } },
    from: [[2, 3, 2]],
    shape: [3, 4, 8],
  },
  pad: { operation: { kind: 'pad' }, from: [[2]], shape: [5] },
  clip: {
    operation: { kind: 'clip' },
    from: [[6]],
    fixed: [
      { shape: [], values: [-0.5] },
      { shape: [], values: [0.5] },
    ],
    shape: [6],
  },
  unit: { operation: { kind: 'unit' }, from: [[4]], shape: [4] },
  'gather rows': {
    operation: { kind: 'gather' },
    from: [[3, 2]],
    fixed: [{ shape: [3], values: [2, -1, 0] }],
    shape: [3, 2],
  },
  'gather an entry': {
    operation: { kind: 'gather' },
    from: [[4]],
    fixed: [{ shape: [], values: [3] }],
    shape: [],
  },
  'else, value there': { operation: { kind: 'else' }, from: [[3], [3]], shape: [3] },
  cross_entropy: {
    operation: { kind: 'cross_entropy' },
    from: [[3]],
    fixed: [{ shape: [], values: [1] }],
    shape: [],
  },
  binary_cross_entropy: {
    operation: { kind: 'binary_cross_entropy' },
    from: [[]],
    fixed: [{ shape: [], values: [1] }],
    shape: [],
  },
  huber: { operation: { kind: 'huber', delta: 0.4 }, from: [[5], [5]], shape: [] },
  mmd: {
    operation: { kind: 'mmd', bandwidths: [0.25, 4] },
    from: [[8]],
    fixed: [{ shape: [3], values: [1, 0, 1] }],
    shape: [],
    domain: [0.05, 0.2],
  },
  divergence: {
    operation: { kind: 'divergence' },
    from: [[8]],
    fixed: [{ shape: [3], values: [1, 1, 0] }],
    shape: [],
    domain: [0.05, 0.2],
  },
};

/** The operation on parameters, shared or (times a scalar input of 1) sampled, weighted and summed. */
function programOf(
  { operation, from, fixed = [], shape }: Case,
  sampled: readonly boolean[],
): Program {
  const { input, parameter, node, build } = programBuilder('Case');
  const one = input({
    name: 'one',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [],
    optional: false,
  });
  const path = ['case'];
  const leaves = from.map((leaf, k) => {
    const shared = parameter(`Case/${k}`, leaf, { kind: 'constant', value: 0 }, 'real');
    if (!sampled[k]) return shared;
    return node({ kind: 'binary', function: 'multiply' }, [shared, one], leaf, path);
  });
  const constants = fixed.map(({ shape: of, values }) =>
    node({ kind: 'constant', values }, [], of, path),
  );
  const result = node(operation, [...leaves, ...constants], shape, path);
  const size = shape.reduce((a, b) => a * b, 1);
  const weights = Array.from({ length: size }, (_, i) => Math.sin(1 + i));
  const scale = node({ kind: 'constant', values: weights }, [], shape, path);
  const weighted = node({ kind: 'binary', function: 'multiply' }, [result, scale], shape, path);
  const total = node({ kind: 'reduce', function: 'sum', axis: null }, [weighted], [], path);
  return build({ readouts: [{ name: 'total', node: total, type: 'real' }] });
}

function evaluate(program: Program, seed: number, [low, high]: readonly [number, number]) {
  const weights = createWeights(program);
  for (let i = 0; i < weights.values.length; i++) {
    const uniform = (Math.sin(12.9898 * (i + 1) + seed) * 43758.5453) % 1;
    weights.values[i] = low + (high - low) * Math.abs(uniform);
  }
  const target = program.readouts[0]!.node;
  const evaluator = createEvaluator({
    program,
    targets: [target],
    given: new Set([0]),
    capacity: 2,
    weights,
    differentiate: 'weights',
    precision: 'f64',
    mayLack: [],
  });
  if (evaluator.has(0)) evaluator.operand(0).value.fill(1);
  const { stride } = evaluator.operand(target);
  const total = (): number => {
    evaluator.forward(2);
    const { value } = evaluator.operand(target);
    return value[0]! + value[stride]!;
  };
  return { weights, evaluator, target, total };
}

describe('the gradient of each operation is the slope between nearby values', () => {
  for (const [name, described] of Object.entries(cases)) {
    const patterns =
      described.from.length === 1
        ? [[false], [true]]
        : [
            [false, false],
            [false, true],
            [true, false],
            [true, true],
          ];
    test.each(patterns.map((sampled) => [sampled]))(`${name}, sampled: %j`, (sampled) => {
      const program = programOf(described, sampled);
      const { weights, evaluator, target, total } = evaluate(
        program,
        3,
        described.domain ?? [-1, 1],
      );
      total();
      evaluator.backward(2, target, Float64Array.of(1, 1));
      const gradients = weights.gradients.slice();
      expect(gradients.some((gradient) => gradient !== 0)).toBe(true);
      const step = 1e-6;
      for (let i = 0; i < gradients.length; i++) {
        const kept = weights.values[i]!;
        weights.values[i] = kept + step;
        const above = total();
        weights.values[i] = kept - step;
        const below = total();
        weights.values[i] = kept;
        expect(gradients[i]).toBeCloseTo((above - below) / (2 * step), 6);
      }
    });
  }
});

describe('operations that nothing flows back through', () => {
  test('one_hot', () => {
    const { node, build } = programBuilder('OneHot');
    const index = node({ kind: 'constant', values: [2, -1] }, [], [2], []);
    const hot = node({ kind: 'one_hot' }, [index], [2, 3], []);
    const program = build({ readouts: [{ name: 'hot', node: hot, type: 'real[2, 3]' }] });
    const evaluator = createEvaluator({
      program,
      targets: [hot],
      given: new Set(),
      capacity: 1,
      weights: createWeights(program),
      differentiate: 'none',
      precision: 'f64',
      mayLack: [],
    });
    evaluator.forward(1);
    expect([...evaluator.operand(hot).value]).toEqual([0, 0, 1, 0, 0, 0]);
  });
});
