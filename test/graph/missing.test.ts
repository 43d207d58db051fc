import { describe, expect, test } from 'vitest';
import type { Column } from '../../runtime/data/dataset.ts';
import { openEvaluation } from '../../runtime/graph/evaluation.ts';
import { prepare } from '../../runtime/graph/prepare.ts';
import { standInNodes } from '../../runtime/graph/substitute.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import { terms } from '../../runtime/graph/terms.ts';
import type { Input, Program } from '../../runtime/program/index.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { pairProgram, programBuilder } from '../support/programs.ts';

const COUNT = 6;
/** Samples 1 and 4 have no sound, sample 3 no label. */
function pairColumns(): Map<string, Column> {
  const random = randomStream(3, 'pair');
  const noise = (length: number) => Float32Array.from({ length }, () => random.uniform());
  return new Map<string, Column>([
    ['eye', { shape: [4, 4], values: noise(COUNT * 16), present: null }],
    [
      'ear',
      { shape: [4000], values: noise(COUNT * 4000), present: Uint8Array.of(1, 0, 1, 1, 0, 1) },
    ],
    [
      'kind',
      {
        shape: [],
        values: Float64Array.of(0, 1, 2, 0, 3, 1),
        present: Uint8Array.of(1, 1, 1, 0, 1, 1),
      },
    ],
  ]);
}

async function openPair(program: Program, without: readonly string[] = []) {
  const columns = pairColumns();
  const objective = program.objectives[0]!;
  const targets = [objective.node, ...program.readouts.map(({ node }) => node)];
  const prepared = await prepare({
    program,
    targets,
    count: COUNT,
    columns,
    training: Uint32Array.of(0, 1, 2, 3),
    fits: new Map(),
    precision: 'f64',
    features: new Map(),
    pause: () => Promise.resolve(),
  });
  const weights = createWeights(program);
  const random = randomStream(1, 'weights');
  weights.values.forEach((_, i) => (weights.values[i] = random.normal()));
  const { evaluator, loader } = openEvaluation({
    program,
    columns,
    prepared,
    weights,
    targets,
    objective,
    capacity: COUNT,
    differentiate: 'weights',
    precision: 'f64',
    dropped: [],
    without,
    substitutes: new Map(),
  });
  const run = (rows: readonly number[]) => {
    loader.load(Uint32Array.from(rows), 0, rows.length);
    evaluator.forward(rows.length);
  };
  return { evaluator, weights, objective: objective.node, logits: program.readouts[0]!.node, run };
}

describe('samples that lack a modality', () => {
  test('are simulated without its gates, whatever stands beside them in the batch', async () => {
    const { evaluator, logits, run } = await openPair(pairProgram());
    run([0, 1, 2, 3, 4, 5]);
    const together = [...evaluator.operand(logits).value];
    for (let row = 0; row < COUNT; row++) {
      run([row]);
      const alone = [...evaluator.operand(logits).value.subarray(0, 4)];
      alone.forEach((value, k) => expect(value).toBeCloseTo(together[row * 4 + k]!, 12));
    }
  });

  test('give what all give when the modality is taken away', async () => {
    const program = pairProgram();
    const whole = await openPair(program);
    whole.run([1, 4]);
    const lacking = [...whole.evaluator.operand(whole.logits).value.subarray(0, 8)];
    const ablated = await openPair(program, ['ear']);
    ablated.run([1, 4]);
    ablated.evaluator
      .operand(ablated.logits)
      .value.subarray(0, 8)
      .forEach((value, k) => {
        expect(value).toBeCloseTo(lacking[k]!, 12);
      });
    whole.run([0]);
    ablated.run([0]);
    expect(ablated.evaluator.operand(ablated.logits).value[0]).not.toBeCloseTo(
      whole.evaluator.operand(whole.logits).value[0]!,
      6,
    );
  });

  test('and one without a label give the right gradient', async () => {
    const { evaluator, weights, objective, run } = await openPair(pairProgram());
    const rows = [0, 1, 2, 3, 4, 5];
    const seeds = Float64Array.from(rows, (row) => (row + 1) / 10);
    const loss = (): number => {
      run(rows);
      return seeds.reduce((sum, seed, k) => sum + seed * evaluator.operand(objective).value[k]!, 0);
    };
    loss();
    expect(evaluator.operand(objective).value[3]).toBe(0);
    expect(rows.map((row) => evaluator.counts(row))).toEqual([true, true, true, false, true, true]);
    weights.gradients.fill(0);
    evaluator.backward(COUNT, objective, seeds);
    const gradients = weights.gradients.slice();
    const step = 1e-5;
    for (let i = 0; i < gradients.length; i++) {
      const kept = weights.values[i]!;
      weights.values[i] = kept + step;
      const above = loss();
      weights.values[i] = kept - step;
      const below = loss();
      weights.values[i] = kept;
      expect(gradients[i]).toBeCloseTo((above - below) / (2 * step), 7);
    }
  });
});

describe('a row without a label', () => {
  test('leaves out the terms that need it, and no others', () => {
    const { input, node, build } = programBuilder('Terms');
    const real = { kind: 'tensor', element: 'real' } as const;
    const x = input({ name: 'x', role: 'modality', type: real, shape: [2], optional: false });
    const labelled = (name: string, type: Input['type']) =>
      input({ name, role: 'label', type, shape: [], optional: false });
    const kind = labelled('kind', { kind: 'class', count: 2, names: null });
    const height = labelled('height', real);
    const join = (name: 'add' | 'subtract' | 'multiply', a: number, b: number) =>
      node({ kind: 'binary', function: name }, [a, b], [], []);

    const normaliser = node({ kind: 'log_sum_exp' }, [x], [], []);
    const chosen = node({ kind: 'gather' }, [x, kind], [], []);
    const classified = join('subtract', normaliser, chosen);
    const first = node({ kind: 'slice', axes: [{ kind: 'index', index: 0 }] }, [x], [], []);
    const error = join('subtract', first, height);
    const regressed = join('multiply', error, error);
    const half = node({ kind: 'constant', values: [0.5] }, [], [], []);
    const both = join('add', classified, join('multiply', half, regressed));
    const second = node({ kind: 'slice', axes: [{ kind: 'index', index: 1 }] }, [x], [], []);
    const all = join('add', both, second);
    const alone = input({ name: 'y', role: 'modality', type: real, shape: [], optional: false });
    const apart = join('add', both, alone);
    const program = build({ readouts: [] });
    const needs = (objective: number) =>
      terms(program, objective, new Set()).map((term) => [
        term.node,
        term.needs.filter((name) => name === 'kind' || name === 'height'),
      ]);

    expect(needs(both)).toEqual([
      [classified, ['kind']],
      [regressed, ['height']],
    ]);
    // Both are made of x, so the second summand might be a part of the loss with the labels.
    expect(needs(all)).toEqual([[all, ['kind', 'height']]]);
    expect(needs(apart)).toEqual([
      [classified, ['kind']],
      [regressed, ['height']],
      [alone, []],
    ]);
  });
});

describe('what stands in for a modality that is taken away', () => {
  const build = (withElse: boolean) => {
    const { input, parameter, node, build: finish } = programBuilder('Joined');
    const type = { kind: 'tensor', element: 'real' } as const;
    const a = input({ name: 'a', role: 'modality', type, shape: [2], optional: true });
    const b = input({ name: 'b', role: 'modality', type, shape: [2], optional: false });
    const context = parameter('Joined/context', [2], { kind: 'constant', value: 0 }, 'real');
    const squashed = node({ kind: 'unary', function: 'tanh' }, [a], [2], []);
    const first = withElse
      ? node({ kind: 'else' }, [squashed, context], [2], [], { needs: [] })
      : squashed;
    const both = node({ kind: 'binary', function: 'multiply' }, [first, b], [2], []);
    const total = node({ kind: 'reduce', function: 'sum', axis: null }, [both], [], []);
    return {
      squashed,
      b,
      total,
      program: finish({ readouts: [{ name: 'total', node: total, type: 'real' }] }),
    };
  };

  test('the last value that is of the modality alone', () => {
    const { program, squashed, b, total } = build(false);
    expect(standInNodes(program, 'a', [total])).toEqual([squashed]);
    expect(standInNodes(program, 'b', [total])).toEqual([b]);
  });

  test('nothing, where the model says itself what does', () => {
    const { program, total } = build(true);
    expect(standInNodes(program, 'a', [total])).toEqual([]);
  });

  test('nothing, where only gates encode the modality', () => {
    const program = pairProgram();
    expect(standInNodes(program, 'ear', [program.objectives[0]!.node])).toEqual([]);
  });
});
