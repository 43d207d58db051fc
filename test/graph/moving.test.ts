import { describe, expect, test } from 'vitest';
import type { Column } from '../../runtime/data/dataset.ts';
import { frontier, movingNodes } from '../../runtime/graph/dependencies.ts';
import { openEvaluation } from '../../runtime/graph/evaluation.ts';
import { prepare } from '../../runtime/graph/prepare.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import type { Program } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';
import { expectationOfZ, programBuilder } from '../support/programs.ts';

const COUNT = 3;

/** A circuit without weights that leaves out a sound that is absent, the sound or zeros, and a layer with a weight. */
function fixedProgram(): Program {
  const { input, parameter, node, circuit, build } = programBuilder('Fixed');
  const tensor = { kind: 'tensor', element: 'real' } as const;
  const eye = input({ name: 'eye', role: 'modality', type: tensor, shape: [], optional: false });
  const ear = input({ name: 'ear', role: 'modality', type: tensor, shape: [], optional: true });
  const q = circuit([{ register: 'q', index: 0 }]);
  q.gate('ry', [0], { angles: [[[eye, 0]]], when: ['eye'] });
  q.gate('ry', [0], { angles: [[[ear, 0]]], when: ['ear'] });
  const heard = q.build([expectationOfZ(0)]);
  const zero = node({ kind: 'constant', values: [0] }, [], [], []);
  const filled = node({ kind: 'else' }, [ear, zero], [], [], { needs: [] });
  const both = node({ kind: 'join' }, [heard, filled], [2], []);
  const w = parameter('Fixed/w', [2], { kind: 'constant', value: 1 }, 'real');
  const out = node({ kind: 'binary', function: 'multiply' }, [w, both], [2], []);
  return build({ readouts: [{ name: 'out', node: out, type: 'real[2]' }] });
}

const columns = new Map<string, Column>([
  ['eye', { shape: [], values: Float64Array.of(0.1, 0.2, 0.3), present: null }],
  ['ear', { shape: [], values: Float64Array.of(0.5, 0.6, 0), present: Uint8Array.of(1, 1, 0) }],
]);

async function valuesOf(program: Program, changing: readonly string[], without: readonly string[]) {
  const targets = program.readouts.map(({ node }) => node);
  const weights = createWeights(program);
  weights.values.fill(1);
  const shared = { program, columns, weights, targets, precision: 'f64' as const };
  const prepared = await prepare({
    ...shared,
    count: COUNT,
    training: Uint32Array.of(0, 1),
    fits: new Map(),
    changing: { modalities: changing, held: new Set() },
    features: new Map(),
    pause: () => Promise.resolve(),
  });
  const { evaluator, loader } = openEvaluation({
    ...shared,
    prepared,
    capacity: COUNT,
    differentiate: 'none',
    dropped: [],
    without,
    substitutes: new Map(),
  });
  loader.load(Uint32Array.of(0, 1, 2), 0, COUNT);
  evaluator.forward(COUNT);
  return [...evaluator.operand(targets[0]!).value];
}

describe('what does not change is worked out once', () => {
  const program = fixedProgram();
  const kindsOf = (nodes: readonly number[]): string[] =>
    nodes.map((node) => program.nodes[node]!.operation.kind);

  test('up to where a weight enters', () => {
    expect(kindsOf(frontier(program, [program.readouts[0]!.node]))).toEqual(['join']);
  });

  test('or a modality that may be taken away is asked for', () => {
    const moving = movingNodes(program, { modalities: ['ear'], held: new Set() });
    expect(kindsOf(frontier(program, [program.readouts[0]!.node], moving)).sort()).toEqual([
      'constant',
      'input',
      'input',
    ]);
  });

  test.each(['x |> conv(2, 3)', 'reshape(x, 8, 8) |> conv_series(2, 3) |> conv_series(1, 2)'])(
    'and a picture is kept rather than its windows: %s',
    (readout) => {
      const windows = programOf(
        `model M {\n  modality x: image(8, 8)\n  readout z = ${readout}\n}`,
      );
      const kept = frontier(windows, [windows.readouts[0]!.node]);
      const kinds = kept.map((node) => windows.nodes[node]!.operation.kind);
      expect(kinds).toContain(readout.startsWith('x') ? 'input' : 'reshape');
      expect(kinds).not.toContain('unfold');
      expect(kinds).not.toContain('stack');
    },
  );

  test('with the weights that are held', () => {
    const moving = movingNodes(program, { modalities: [], held: new Set([0]) });
    expect(moving.some(Boolean)).toBe(false);
  });

  test('and what a missing modality leaves is the same both ways', async () => {
    const once = await valuesOf(program, [], []);
    const anew = await valuesOf(program, ['ear'], []);
    expect(anew).toEqual(once);
    expect(once[1]).toBe(0.5);
  });

  test('while a modality that is taken away is gone from the fixed part too', async () => {
    const values = await valuesOf(program, ['ear'], ['ear']);
    [0.1, 0.2, 0.3].forEach((eye, sample) => {
      expect(values[2 * sample]).toBeCloseTo(Math.cos(eye), 12);
      expect(values[2 * sample + 1]).toBe(0);
    });
  });
});

describe('drawn numbers', () => {
  const { node, build } = programBuilder('Chance');
  const draw = (stream: number): number =>
    node({ kind: 'draw', low: 2, high: 3, stream }, [], [2], [], {
      rate: 'sample',
      trainable: true,
    });
  const both = [draw(0), draw(1)];
  const sum = node({ kind: 'binary', function: 'add' }, both, [2], []);
  const program = build({ readouts: [{ name: 'sum', node: sum, type: 'real[2]' }] });
  const open = (seed: number, capacity: number) =>
    openEvaluation({
      program,
      columns: new Map(),
      prepared: {
        moving: movingNodes(program),
        sampled: new Map(),
        shared: new Map(),
        fits: new Map(),
      },
      weights: createWeights(program),
      targets: [sum, ...both],
      seed,
      capacity,
      differentiate: 'none',
      precision: 'f64',
      dropped: [],
      without: [],
      substitutes: new Map(),
    }).evaluator;

  test('are new for each sample and each step, and in their range', () => {
    const evaluator = open(1, 100);
    const seen: number[] = [];
    for (let step = 0; step < 5; step++) {
      evaluator.forward(100);
      for (const each of both) seen.push(...evaluator.operand(each).value);
    }
    expect(new Set(seen).size).toBe(2000);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...seen)).toBeLessThan(3);
    expect(seen.reduce((total, value) => total + value, 0) / seen.length).toBeCloseTo(2.5, 1);
  });

  test('depend on the seed and the name of the stream, not on how samples are dealt into batches', () => {
    const taken = (seed: number, name: string, batches: readonly number[]): number[] => {
      const evaluator = open(seed, 6);
      evaluator.restartDraws(name);
      return batches.flatMap((batch) => {
        evaluator.forward(batch);
        return [...evaluator.operand(sum).value.subarray(0, 2 * batch)];
      });
    };
    const expected = taken(1, '0/4', [6]);
    expect(taken(1, '0/4', [2, 3, 1])).toEqual(expected);
    expect(taken(2, '0/4', [6])).not.toEqual(expected);
    expect(taken(1, '0/5', [6])).not.toEqual(expected);
  });
});
