import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import type { Evaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import type { Weights } from '../../runtime/graph/weights.ts';
import type { Body, InputType, Program } from '../../runtime/program/index.ts';
import { expectationOfZ, programBuilder } from '../support/programs.ts';

type Builder = ReturnType<typeof programBuilder>;

const BATCH = 3;
const real: InputType = { kind: 'tensor', element: 'real' };

function modality(b: Builder, name: string, shape: readonly number[], type = real): number {
  return b.input({ name, role: 'modality', type, shape, optional: false });
}

function weight(b: Builder, name: string, shape: readonly number[]): number {
  return b.parameter(`M/${name}`, shape, { kind: 'constant', value: 0 }, 'real');
}

/** A body from its arguments: shape and rate of each, then what is made of them. */
function bodyOf(
  given: readonly (readonly [shape: readonly number[], rate: 'shared' | 'sample'])[],
  make: (b: Builder, nodes: readonly number[]) => number,
): Body {
  const b = programBuilder('Body');
  const nodes = given.map(([shape, rate], position) =>
    b.node({ kind: 'argument', position }, [], shape, ['body'], { rate, trainable: true }),
  );
  const result = make(b, nodes);
  return { ...b.build({ readouts: [] }), result };
}

/** `tanh(W @ entry + offset)`. */
const layer = (b: Builder, [entry, matrix, offset]: readonly number[]): number => {
  const [rows] = b.build({ readouts: [] }).nodes[matrix!]!.shape as [number];
  const product = b.node({ kind: 'matmul' }, [matrix!, entry!], [rows], ['layer']);
  const sum = b.node({ kind: 'binary', function: 'add' }, [product, offset!], [rows], ['layer']);
  return b.node({ kind: 'unary', function: 'tanh' }, [sum], [rows], ['layer']);
};

/** Two qubits turned by two features and two weights. */
const filter = (b: Builder, [entry, turns]: readonly number[]): number => {
  const q = b.circuit([0, 1].map((index) => ({ register: 'q', index })));
  for (const k of [0, 1]) q.gate('ry', [k], { angles: [[[entry!, k]]] });
  q.gate('x', [1], { controls: [0] });
  for (const k of [0, 1]) q.gate('rx', [k], { angles: [[[turns!, k]]] });
  q.gate('x', [0], { controls: [1] });
  return q.build([0, 1].map(expectationOfZ));
};

function entryOf(b: Builder, x: number, index: number, width: number): number {
  const axes = [
    { kind: 'index', index },
    { kind: 'range', start: 0, stop: width, step: 1 },
  ] as const;
  return b.node({ kind: 'slice', axes }, [x], [width], ['entry']);
}

/** Random inputs and weights, the sum of the readout's entries with fixed factors, and its gradient. */
function run(program: Program) {
  const random = randomStream(7, 'bodies');
  const weights = createWeights(program);
  for (let i = 0; i < weights.values.length; i++) weights.values[i] = random.normal();
  const target = program.readouts[0]!.node;
  const given = new Set(
    program.nodes.flatMap(({ operation }, node) => (operation.kind === 'input' ? [node] : [])),
  );
  const evaluator = createEvaluator({
    program,
    targets: [target],
    given,
    capacity: BATCH,
    weights,
    differentiate: 'weights',
    precision: 'f64',
    mayLack: [],
  });
  for (const node of given) {
    const { value } = evaluator.operand(node);
    for (let i = 0; i < value.length; i++) value[i] = random.normal();
  }
  return { evaluator, weights, target };
}

function valuesAndGradient(program: Program) {
  const { evaluator, weights, target } = run(program);
  evaluator.forward(BATCH);
  const { value } = evaluator.operand(target);
  const seed = Float64Array.from(value, (_, i) => Math.sin(1 + i));
  evaluator.backward(BATCH, target, seed);
  return { values: [...value], gradient: [...weights.gradients] };
}

function expectSame(mapped: Program, unrolled: Program): void {
  const [a, b] = [valuesAndGradient(mapped), valuesAndGradient(unrolled)];
  a.values.forEach((value, i) => {
    expect(value).toBeCloseTo(b.values[i]!, 12);
  });
  expect(a.gradient.some((slope) => slope !== 0)).toBe(true);
  a.gradient.forEach((slope, i) => {
    expect(slope).toBeCloseTo(b.gradient[i]!, 11);
  });
}

function expectSlopes(program: Program): void {
  const { evaluator, weights, target } = run(program);
  const { size, stride, value } = evaluator.operand(target);
  const seed = Float64Array.from({ length: BATCH * size }, (_, i) => Math.sin(1 + i));
  const total = (): number => {
    evaluator.forward(BATCH);
    return seed.reduce(
      (sum, factor, i) => sum + factor * value[Math.floor(i / size) * stride + (i % size)]!,
      0,
    );
  };
  total();
  evaluator.backward(BATCH, target, seed);
  const gradients = weights.gradients.slice();
  expect(gradients.every((slope) => slope !== 0)).toBe(true);
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
}

const readout = (node: number) => ({ readouts: [{ name: 'y', node, type: 'real' }] });

describe('map does what its body does, entry by entry', () => {
  test('a layer, with weights of all and an offset of each sample', () => {
    const parts = () => {
      const b = programBuilder('M');
      const x = modality(b, 'x', [4, 3]);
      const w = weight(b, 'w', [2, 3]);
      const u = weight(b, 'u', [2]);
      const z = modality(b, 'z', []);
      const offset = b.node({ kind: 'binary', function: 'multiply' }, [u, z], [2], []);
      return { b, x, w, offset };
    };
    const a = parts();
    const body = bodyOf(
      [
        [[3], 'sample'],
        [[2, 3], 'shared'],
        [[2], 'sample'],
      ],
      layer,
    );
    const mapped = a.b.node({ kind: 'map', body }, [a.x, a.w, a.offset], [4, 2], []);
    const c = parts();
    const each = [0, 1, 2, 3].map((k) => layer(c.b, [entryOf(c.b, c.x, k, 3), c.w, c.offset]));
    const stacked = c.b.node({ kind: 'stack' }, each, [4, 2], []);
    expectSame(a.b.build(readout(mapped)), c.b.build(readout(stacked)));
  });

  test('a circuit, on features that are trained themselves', () => {
    const parts = () => {
      const b = programBuilder('M');
      const x = modality(b, 'x', [5, 2]);
      const gain = weight(b, 'gain', [2]);
      const turned = b.node({ kind: 'binary', function: 'multiply' }, [x, gain], [5, 2], []);
      return { b, turned, w: weight(b, 'w', [2]) };
    };
    const a = parts();
    const body = bodyOf(
      [
        [[2], 'sample'],
        [[2], 'shared'],
      ],
      filter,
    );
    const mapped = a.b.node({ kind: 'map', body }, [a.turned, a.w], [5, 2], []);
    const c = parts();
    const each = [0, 1, 2, 3, 4].map((k) => filter(c.b, [entryOf(c.b, c.turned, k, 2), c.w]));
    const stacked = c.b.node({ kind: 'stack' }, each, [5, 2], []);
    const program = a.b.build(readout(mapped));
    expectSame(program, c.b.build(readout(stacked)));
    expectSlopes(program);
  });

  test('weights alone: one result for all samples', () => {
    const b = programBuilder('M');
    const x = weight(b, 'x', [3, 2]);
    const w = weight(b, 'w', [2]);
    const body = bodyOf(
      [
        [[2], 'sample'],
        [[2], 'shared'],
      ],
      filter,
    );
    const mapped = b.node({ kind: 'map', body }, [x, w], [3, 2], []);
    const { evaluator } = run(b.build(readout(mapped)));
    evaluator.forward(BATCH);
    expect(evaluator.operand(mapped).stride).toBe(0);
    expectSlopes(b.build(readout(mapped)));
  });

  test('a body that gives back what it got', () => {
    const b = programBuilder('M');
    const x = weight(b, 'x', [3, 2]);
    const body = bodyOf([[[2], 'sample']], (_, [entry]) => entry!);
    expectSlopes(b.build(readout(b.node({ kind: 'map', body }, [x], [3, 2], []))));
  });

  test('more rows than are worked out at once', () => {
    const parts = () => {
      const b = programBuilder('M');
      const x = modality(b, 'x', [2000, 2]);
      return { b, x, w: weight(b, 'w', [1, 2]), u: weight(b, 'u', [1]) };
    };
    const a = parts();
    const body = bodyOf(
      [
        [[2], 'sample'],
        [[1, 2], 'shared'],
        [[1], 'shared'],
      ],
      layer,
    );
    const mapped = a.b.node({ kind: 'map', body }, [a.x, a.w, a.u], [2000, 1], []);
    const c = parts();
    const column = c.b.node({ kind: 'transpose' }, [c.w], [2, 1], []);
    const product = c.b.node({ kind: 'matmul' }, [c.x, column], [2000, 1], []);
    const sum = c.b.node({ kind: 'binary', function: 'add' }, [product, c.u], [2000, 1], []);
    const direct = c.b.node({ kind: 'unary', function: 'tanh' }, [sum], [2000, 1], []);
    expectSame(a.b.build(readout(mapped)), c.b.build(readout(direct)));
  });

  test('within another map', () => {
    const parts = () => {
      const b = programBuilder('M');
      const x = modality(b, 'x', [2, 3, 2]);
      return { b, x, w: weight(b, 'w', [2]) };
    };
    const a = parts();
    const inner = bodyOf(
      [
        [[2], 'sample'],
        [[2], 'shared'],
      ],
      filter,
    );
    const outer = bodyOf(
      [
        [[3, 2], 'sample'],
        [[2], 'shared'],
      ],
      (b, nodes) => b.node({ kind: 'map', body: inner }, nodes, [3, 2], []),
    );
    const mapped = a.b.node({ kind: 'map', body: outer }, [a.x, a.w], [2, 3, 2], []);
    const c = parts();
    const flat = c.b.node({ kind: 'reshape' }, [c.x], [6, 2], []);
    const each = [0, 1, 2, 3, 4, 5].map((k) => filter(c.b, [entryOf(c.b, flat, k, 2), c.w]));
    const stacked = c.b.node({ kind: 'stack' }, each, [6, 2], []);
    expectSame(a.b.build(readout(mapped)), c.b.build(readout(stacked)));
  });
});

/** A cell of two qubits: both turned by the state, the first by the entry as well. */
const cell = (b: Builder, [state, entry, turns]: readonly number[]): number => {
  const sum = b.node({ kind: 'binary', function: 'add' }, [state!, entry!], [2], ['cell']);
  return filter(b, [sum, turns!]);
};

describe('fold goes from state to state', () => {
  const body = bodyOf(
    [
      [[2], 'sample'],
      [[2], 'sample'],
      [[2], 'shared'],
    ],
    cell,
  );

  test('as the steps written one by one do', () => {
    const parts = () => {
      const b = programBuilder('M');
      const x = modality(b, 'x', [4, 2]);
      return { b, x, start: weight(b, 'start', [2]), w: weight(b, 'w', [2]) };
    };
    const a = parts();
    const folded = a.b.node({ kind: 'fold', body }, [a.x, a.start, a.w], [2], []);
    const c = parts();
    let state = c.start;
    for (const k of [0, 1, 2, 3]) state = cell(c.b, [state, entryOf(c.b, c.x, k, 2), c.w]);
    const program = a.b.build(readout(folded));
    expectSame(program, c.b.build(readout(state)));
    expectSlopes(program);
  });

  test('along entries that are trained, from a start of each sample', () => {
    const b = programBuilder('M');
    const x = weight(b, 'x', [3, 2]);
    const start = modality(b, 'start', [2]);
    expectSlopes(
      b.build(readout(b.node({ kind: 'fold', body }, [x, start, weight(b, 'w', [2])], [2], []))),
    );
  });

  test('within a map: a series for each channel', () => {
    const parts = () => {
      const b = programBuilder('M');
      const x = modality(b, 'x', [2, 3, 2]);
      return { b, x, start: weight(b, 'start', [2]), w: weight(b, 'w', [2]) };
    };
    const a = parts();
    const walk = bodyOf(
      [
        [[3, 2], 'sample'],
        [[2], 'shared'],
        [[2], 'shared'],
      ],
      (b, nodes) => b.node({ kind: 'fold', body }, nodes, [2], []),
    );
    const mapped = a.b.node({ kind: 'map', body: walk }, [a.x, a.start, a.w], [2, 2], []);
    const c = parts();
    const each = [0, 1].map((channel) => {
      const axes = [
        { kind: 'index', index: channel },
        { kind: 'range', start: 0, stop: 3, step: 1 },
        { kind: 'range', start: 0, stop: 2, step: 1 },
      ] as const;
      const series = c.b.node({ kind: 'slice', axes }, [c.x], [3, 2], []);
      return c.b.node({ kind: 'fold', body }, [series, c.start, c.w], [2], []);
    });
    const stacked = c.b.node({ kind: 'stack' }, each, [2, 2], []);
    expectSame(a.b.build(readout(mapped)), c.b.build(readout(stacked)));
  });
});

describe('absent words', () => {
  const text: InputType = { kind: 'text', words: 4, vocabulary: 3, unknown: 'skip' };
  const lookUp = (b: Builder, [word, table]: readonly number[]): number => {
    const row = b.node({ kind: 'gather' }, [table!, word!], [2], ['look up']);
    return b.node({ kind: 'unary', function: 'cos' }, [row], [2], ['look up']);
  };
  const words = [
    [1, 0, -1, -1],
    [2, -1, 1, 0],
    [-1, -1, -1, -1],
  ];

  function said(program: Program): { evaluator: Evaluator; weights: Weights } {
    const { evaluator, weights } = run(program);
    evaluator.operand(0).value.set(words.flat());
    evaluator.forward(BATCH);
    return { evaluator, weights };
  }

  test('have zeros for a result of map, and no say in its derivative', () => {
    const b = programBuilder('M');
    const x = modality(b, 'x', [4], text);
    const table = weight(b, 'table', [3, 2]);
    const body = bodyOf(
      [
        [[], 'sample'],
        [[3, 2], 'shared'],
      ],
      lookUp,
    );
    const mapped = b.node({ kind: 'map', body }, [x, table], [4, 2], []);
    const { evaluator, weights } = said(b.build(readout(mapped)));
    const expected = words
      .flat()
      .flatMap((word) =>
        word < 0 ? [0, 0] : [0, 1].map((i) => Math.cos(weights.values[2 * word + i]!)),
      );
    expect([...evaluator.operand(mapped).value]).toEqual(expected);
    evaluator.backward(BATCH, mapped, new Float64Array(BATCH * 8).fill(1));
    const slope = (word: number, i: number): number => -Math.sin(weights.values[2 * word + i]!);
    [2, 2, 1].forEach((times, word) => {
      for (const i of [0, 1]) {
        expect(weights.gradients[2 * word + i]).toBeCloseTo(times * slope(word, i), 12);
      }
    });
  });

  test('leave the state of fold as it is', () => {
    const b = programBuilder('M');
    const x = modality(b, 'x', [4], text);
    const start = weight(b, 'start', [2]);
    const table = weight(b, 'table', [3, 2]);
    const body = bodyOf(
      [
        [[2], 'sample'],
        [[], 'sample'],
        [[3, 2], 'shared'],
      ],
      (inner, nodes) => {
        const [state, word, rows] = nodes as [number, number, number];
        const row = inner.node({ kind: 'gather' }, [rows, word], [2], []);
        return inner.node({ kind: 'binary', function: 'multiply' }, [state, row], [2], []);
      },
    );
    const folded = b.node({ kind: 'fold', body }, [x, start, table], [2], []);
    const { evaluator, weights } = said(b.build(readout(folded)));
    const at = (word: number, i: number): number => weights.values[2 + 2 * word + i]!;
    const first = [...weights.values.subarray(0, 2)];
    const expected = words.flatMap((row) =>
      first.map((value, i) =>
        row.filter((word) => word >= 0).reduce((state, word) => state * at(word, i), value),
      ),
    );
    expect([...evaluator.operand(folded).value]).toEqual(expected);
    evaluator.backward(BATCH, folded, new Float64Array(BATCH * 2).fill(1));
    const slope = at(1, 0) * at(0, 0) + at(2, 0) * at(1, 0) * at(0, 0) + 1;
    expect(weights.gradients[0]).toBeCloseTo(slope, 12);
  });
});
