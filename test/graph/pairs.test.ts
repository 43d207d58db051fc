import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import type { Evaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import type { Weights } from '../../runtime/graph/weights.ts';
import type { Program } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';

const BATCH = 5;
const KINDS = [0, 1, 2, 1, 0];

interface Run {
  readonly program: Program;
  readonly evaluator: Evaluator;
  readonly weights: Weights;
  readonly features: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** A model of two modalities with everything in double precision, run on five samples. */
function run(body: string, lacking: readonly number[] = []): Run {
  const program = programOf(`
    model M {
      modality x: real[2]
      modality y: real[2]${lacking.length > 0 ? '?' : ''}
      label kind: class(3)
      ${body}
    }
  `);
  const random = randomStream(3, 'pairs');
  const targets = [
    ...program.readouts.map(({ node }) => node),
    ...program.objectives.map(({ node }) => node),
  ];
  const given = program.nodes.flatMap(({ operation }, node) =>
    operation.kind === 'input' ? [node] : [],
  );
  const weights = createWeights(program);
  for (let i = 0; i < weights.values.length; i++) weights.values[i] = random.normal();
  const evaluator = createEvaluator({
    program,
    targets,
    given: new Set(given),
    capacity: BATCH,
    weights,
    differentiate: 'weights',
    precision: 'f64',
    mayLack: lacking.length > 0 ? ['y'] : [],
  });
  const features: Record<string, number[][]> = {};
  for (const node of given) {
    const { operation } = program.nodes[node]!;
    if (operation.kind !== 'input' || !evaluator.has(node)) continue;
    const rows =
      operation.name === 'kind'
        ? KINDS.map((kind) => [kind])
        : KINDS.map(() => [random.normal(), random.normal()]);
    features[operation.name] = rows;
    evaluator.operand(node).value.set(rows.flat());
  }
  for (const sample of lacking) evaluator.presence.flags.get('y')![sample] = 0;
  evaluator.forward(BATCH);
  return { program, evaluator, weights, features };
}

function readout({ program, evaluator }: Run, name: string): Float64Array {
  return evaluator.operand(program.readouts.find((each) => each.name === name)!.node).value;
}

function objective({ program, evaluator }: Run): Float64Array {
  return evaluator.operand(program.objectives[0]!.node).value;
}

/** Derivatives of the mean objective with respect to all weights agree with central differences. */
function expectDerivative({ program, evaluator, weights }: Run): void {
  const { node } = program.objectives[0]!;
  const seeds = new Float64Array(BATCH).fill(1 / BATCH);
  weights.gradients.fill(0);
  evaluator.backward(BATCH, node, seeds);
  const found = weights.gradients.slice();
  const loss = (): number => {
    evaluator.forward(BATCH);
    return evaluator.operand(node).value.reduce((sum, value) => sum + value, 0) / BATCH;
  };
  expect(found.some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
  for (let i = 0; i < weights.values.length; i++) {
    const before = weights.values[i]!;
    weights.values[i] = before + 1e-5;
    const above = loss();
    weights.values[i] = before - 1e-5;
    const below = loss();
    weights.values[i] = before;
    expect(found[i]).toBeCloseTo((above - below) / 2e-5, 6);
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

const pureStates = `
  register q, p
  encode x into q with angle
  evolve q with strongly_entangling(layers: 2)
  encode y into p with angle
  evolve p with strongly_entangling
`;

/** `f` of every left and right sample, as the rows of a pair value. */
function ofPairs(f: (left: number, right: number) => number): number[] {
  return KINDS.flatMap((_, left) => KINDS.map((__, right) => f(left, right)));
}

function expectClose(found: Float64Array, expected: readonly number[], digits = 10): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, digits);
  });
}

describe('overlap', () => {
  // Of two qubits in a pure state: a quarter of the sum over all Pauli words of the products of their expectations.
  const words = `
    let xs = [X(q[0]), Y(q[0]), Z(q[0])]
    let zs = [X(q[1]), Y(q[1]), Z(q[1])]
    readout singles = expect([xs, zs])
    readout doubles = expect([xs[0] * zs, xs[1] * zs, xs[2] * zs])
  `;
  const byWords = (model: Run): number[] => {
    const rows = KINDS.map((_, sample) => [
      1,
      ...readout(model, 'singles').subarray(6 * sample, 6 * sample + 6),
      ...readout(model, 'doubles').subarray(9 * sample, 9 * sample + 9),
    ]);
    return ofPairs((left, right) => dot(rows[left]!, rows[right]!) / 4);
  };

  test('of a pure register is the trace of the product of the two states', () => {
    const model = run(`${pureStates} ${words} readout likeness = overlap(q)`);
    const { operation } = model.program.nodes[model.program.readouts.at(-1)!.node]!;
    expect(operation).toEqual({ kind: 'overlap', of: 'amplitudes' });
    const found = readout(model, 'likeness');
    expectClose(found, byWords(model));
    for (let sample = 0; sample < BATCH; sample++) {
      expect(found[sample * BATCH + sample]).toBeCloseTo(1, 10);
    }
  });

  test('of a register that is entangled with others is that of the reduced states', () => {
    const model = run(`${pureStates} fuse q, p with paired ${words} readout likeness = overlap(q)`);
    const { operation } = model.program.nodes[model.program.readouts.at(-1)!.node]!;
    expect(operation).toEqual({ kind: 'overlap', of: 'paulis' });
    const found = readout(model, 'likeness');
    expectClose(found, byWords(model));
    expect(found[0]).toBeLessThan(0.999);
  });

  test('of two registers compares one of the left sample with the other of the right one', () => {
    const model = run(`
      register q, p
      encode x into q with angle
      encode y into p with angle
      readout likeness = overlap(q, p)
    `);
    const { x, y } = model.features;
    const fidelity = (left: number, right: number): number =>
      [0, 1].reduce((all, k) => all * Math.cos((x![left]![k]! - y![right]![k]!) / 2) ** 2, 1);
    expectClose(readout(model, 'likeness'), ofPairs(fidelity));
  });

  test.each([
    ['amplitudes', ''],
    ['paulis', 'fuse q, p with paired'],
  ])('of %s has its derivative', (_, fusion) => {
    const similarity = 'overlap(q) * overlap(q, p)';
    expectDerivative(run(`${pureStates} ${fusion} objective alignment(${similarity}, kind)`));
  });
});

describe('classical kernels', () => {
  test('cosine and rbf', () => {
    const model = run(`
      readout angle = cosine(x, y)
      readout near = rbf(x, gamma: 0.7)
    `);
    const { x, y } = model.features;
    const norm = (a: readonly number[]): number => Math.sqrt(dot(a, a));
    const angle = (left: number, right: number): number =>
      dot(x![left]!, y![right]!) / (norm(x![left]!) * norm(y![right]!));
    const near = (left: number, right: number): number => {
      const apart = x![left]!.map((value, k) => value - x![right]![k]!);
      return Math.exp(-0.7 * dot(apart, apart));
    };
    expectClose(readout(model, 'angle'), ofPairs(angle));
    expectClose(readout(model, 'near'), ofPairs(near));
  });

  test('have their derivatives, that of gamma too', () => {
    expectDerivative(
      run(`
        param gamma: real = 1
        let near = rbf(x |> linear(3), gamma: gamma^2)
        objective alignment(near + 0.3 * cosine(x |> linear(2), y |> linear(2)), kind)
      `),
    );
  });

  test('are blended by weights of their own', () => {
    expectDerivative(
      run(`
        ${pureStates}
        let similarity = blend([overlap(q), overlap(p), rbf(x, gamma: 1)])
        objective alignment(similarity, kind)
      `),
    );
  });
});

describe('across', () => {
  const body = `
    register q, p
    encode x into q with angle
    encode y into p with angle
    fuse q, p with paired(layers: 2)
    readout score = expect(Z(q[0]) * Z(p[1])) + 0.5 * (y[0] * x[1] |> tanh)
    readout crossed = across(score, x)
  `;

  test('takes one modality of the left sample and all else of the right one', () => {
    const model = run(body);
    const found = readout(model, 'crossed').slice();
    const scores = readout(model, 'score').slice();
    for (let sample = 0; sample < BATCH; sample++) {
      expect(found[sample * BATCH + sample]).toBeCloseTo(scores[sample]!, 12);
    }
    const at = model.program.nodes.findIndex(
      ({ operation }) => operation.kind === 'input' && operation.name === 'x',
    );
    for (let left = 0; left < BATCH; left++) {
      const everywhere = KINDS.flatMap(() => model.features['x']![left]!);
      model.evaluator.operand(at).value.set(everywhere);
      model.evaluator.forward(BATCH);
      expectClose(
        found.subarray(left * BATCH, (left + 1) * BATCH),
        [...readout(model, 'score')],
        12,
      );
    }
  });

  test('has its derivative', () => {
    expectDerivative(run(`${body} objective contrast(crossed, temperature: 0.3)`));
  });
});

describe('objectives over the pairs of a batch', () => {
  const likeness = 'let likeness = cosine(x |> linear(3), y |> linear(3))';

  test('contrast is the cross-entropy of finding the partner, in both directions', () => {
    const model = run(`
      ${likeness}
      readout alike = likeness
      objective contrast(likeness, temperature: 0.5)
    `);
    const s = readout(model, 'alike');
    const entropy = (own: number, all: readonly number[]): number =>
      Math.log(all.reduce((sum, each) => sum + Math.exp(each / 0.5), 0)) - own / 0.5;
    const expected = KINDS.map((_, i) => {
      const own = s[i * BATCH + i]!;
      const row = KINDS.map((__, j) => s[i * BATCH + j]!);
      const column = KINDS.map((__, j) => s[j * BATCH + i]!);
      return (entropy(own, row) + entropy(own, column)) / 2;
    });
    expectClose(objective(model), expected);
  });

  test('contrast with a truth pulls all samples of a class together', () => {
    const model = run(`
      ${likeness}
      readout alike = likeness
      objective contrast(likeness, temperature: 0.5, truth: kind)
    `);
    const s = readout(model, 'alike');
    const loss = (i: number, at: (j: number) => number): number => {
      const others = [...KINDS.keys()].filter((j) => j !== i);
      const partners = others.filter((j) => KINDS[j] === KINDS[i]);
      const sum = others.reduce((all, j) => all + Math.exp(at(j) / 0.5), 0);
      const each = partners.map((j) => Math.log(sum) - at(j) / 0.5);
      return partners.length === 0 ? 0 : each.reduce((a, b) => a + b, 0) / partners.length;
    };
    const expected = KINDS.map(
      (_, i) => (loss(i, (j) => s[i * BATCH + j]!) + loss(i, (j) => s[j * BATCH + i]!)) / 2,
    );
    expectClose(objective(model), expected);
  });

  test('a sample that lacks a modality is nobody in a contrast', () => {
    const whole = run(`${likeness} objective contrast(likeness, temperature: 0.5)`, [2]);
    expect(objective(whole)[2]).toBe(0);
    const s = whole.evaluator.operand(
      whole.program.nodes.findIndex(({ operation }) => operation.kind === 'cosine'),
    ).value;
    const present = [0, 1, 3, 4];
    const entropy = (at: (j: number) => number): number =>
      Math.log(present.reduce((sum, j) => sum + Math.exp(at(j) / 0.5), 0)) - at(0) / 0.5;
    const expected = (entropy((j) => s[j]!) + entropy((j) => s[j * BATCH]!)) / 2;
    expect(objective(whole)[0]).toBeCloseTo(expected, 10);
  });

  test('triplet compares the hardest partners', () => {
    const model = run(`
      ${likeness}
      readout alike = likeness
      objective triplet(likeness, margin: 0.4)
    `);
    const s = readout(model, 'alike');
    const expected = KINDS.map((_, i) => {
      const others = [...KINDS.keys()].filter((j) => j !== i).map((j) => s[i * BATCH + j]!);
      return Math.max(0, 0.4 + Math.max(...others) - s[i * BATCH + i]!);
    });
    expectClose(objective(model), expected);
  });

  test('alignment is one minus the cosine between kernel and target, the diagonal left out', () => {
    const model = run(`
      ${likeness}
      readout alike = likeness
      objective alignment(likeness, kind)
    `);
    const off = (_: unknown, row: number): boolean => Math.floor(row / BATCH) !== row % BATCH;
    const k = [...readout(model, 'alike')].filter(off);
    const t = ofPairs((i, j) => (KINDS[i] === KINDS[j] ? 1 : -1 / 2)).filter(off);
    const expected = 1 - dot(k, t) / Math.sqrt(dot(k, k) * dot(t, t));
    expectClose(
      objective(model),
      KINDS.map(() => expected),
    );
  });

  test.each([
    'contrast(likeness, temperature: 0.5)',
    'contrast(likeness, temperature: heat^2 + 0.1)',
    'contrast(likeness, temperature: 0.5, truth: kind)',
    'triplet(likeness, margin: 0.4)',
    'triplet(likeness, margin: 0.4, truth: kind)',
    'alignment(likeness, kind)',
    'alignment(likeness, kind) + 0.1 * (x |> linear(1))^2',
  ])('%s has its derivative', (loss) => {
    const heat = loss.includes('heat') ? 'param heat: real = 1' : '';
    expectDerivative(run(`${heat} ${likeness} objective ${loss}`));
  });
});
