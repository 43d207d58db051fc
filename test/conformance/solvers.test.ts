import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { argmax } from '../../runtime/objectives/classification.ts';
import { randIndex } from '../../runtime/objectives/clustering.ts';
import {
  applySolver,
  fitKernelPca,
  fitKernelRidge,
  fitKmeans,
  fitLogistic,
  fitRidge,
  fitSpectral,
  fitSvm,
  fitSvr,
  type FittedSolver,
} from '../../runtime/solve/index.ts';
import {
  cloud,
  featuresOf,
  isSame,
  noisy,
  rbf,
  rbfRows,
  rings,
  rowOf,
  rowsOf,
} from '../support/clouds.ts';
import { askPython, type PythonAnswers } from './python.ts';

interface Answer {
  readonly scores: readonly (number | readonly number[])[];
  readonly guesses: readonly number[];
  readonly weights: readonly (readonly number[])[];
  readonly offsets: readonly number[];
  readonly outputs: readonly (readonly number[])[];
  readonly coordinates: readonly (readonly number[])[];
  readonly groups: readonly number[];
  readonly inertia: number;
  readonly score: number;
}

interface Fixture {
  readonly case: { readonly id: string; readonly kind: string };
  readonly check: (answer: Answer) => void;
}

const fixtures: readonly Fixture[] = [
  ...[
    { classes: 2, c: 1 },
    { classes: 2, c: 50 },
    { classes: 3, c: 1 },
    { classes: 5, c: 0.1 },
    { classes: 5, c: 20 },
    { classes: 2, c: 1, noise: 0.03 },
    { classes: 3, c: 1, noise: 0.03 },
  ].map(({ classes, c, noise }) => svm(classes, c, noise)),
  ...[0.3, 20].map(svr),
  ...[0.5, 30].map((penalty) => ridge('more samples than features', 40, 6, penalty)),
  ridge('more features than samples', 12, 30, 2),
  ...[0.01, 1].map(kernelRidge),
  ...[
    { classes: 2, c: 1 },
    { classes: 2, c: 100 },
    { classes: 4, c: 0.3 },
    { classes: 4, c: 10 },
  ].map(({ classes, c }) => logistic(classes, c)),
  ...[60, 150].map(kernelPca),
  spectral('three clouds', cloud(7, 90, 3, 7), 3, 0.1),
  spectral('two rings', rings(120), 2, 4),
  ...[2, 3, 6].map(kmeans),
  ...[0, 0.3, 1].map(agreement),
];

let asked: PythonAnswers<Answer>;

// The first time, a Python environment is made.
beforeAll(async () => {
  asked = await askPython(
    'solvers.py',
    fixtures.map((fixture) => fixture.case),
  );
}, 600_000);

describe('scikit-learn finds the same', () => {
  test.for(fixtures)('$case.id', ({ case: { id }, check }, context) => {
    check(answerTo(id, context));
  });
});

/** Noise makes the kernel indefinite; both then end in the same stationary point. */
function svm(classes: number, c: number, noise = 0): Fixture {
  const { truth, ...train } = cloud(classes, 120, classes, 1.5, 5);
  const kernel = noisy(rbf(train, 0.2), noise, classes);
  const rows = rbfRows(cloud(100 + classes, 40, classes, 1.5, 5), train, 0.2);
  return {
    case: asCase('svm', `${String(classes)} classes, c = ${String(c)}, noise ${String(noise)}`, {
      kernel: rowsOf({ ...kernel, size: kernel.count }),
      truth,
      rows,
      classes,
      c,
    }),
    check: ({ scores, guesses }) => {
      const fitted = fitSvm(kernel, truth, { classes, c });
      const found = outputs(
        fitted,
        rows.map((row) => fitted.landmarks.map((position) => row[position]!)),
      );
      expect(found.map((row) => argmax(row, 0, classes))).toEqual(guesses);
      close(classes === 2 ? found.map((row) => row[1]!) : found.flat(), scores.flat(), 1e-5);
    },
  };
}

function svr(c: number): Fixture {
  const epsilon = 0.2;
  const train = cloud(31, 70, 2, 2);
  const truth = rowsOf(train).map(([a, b]) => Math.sin(a!) + b!);
  const rows = rbfRows(cloud(32, 20, 2, 2), train, 0.3);
  return {
    case: asCase('svr', `c = ${String(c)}`, {
      kernel: rbfRows(train, train, 0.3),
      truth,
      rows,
      c,
      epsilon,
    }),
    check: ({ guesses }) => {
      const { support, weights, offset } = fitSvr(rbf(train, 0.3), truth, { c, epsilon });
      expect(support.length).toBeLessThan(truth.length);
      const found = rows.map((row) =>
        support.reduce((sum, sample, k) => sum + weights[k]! * row[sample]!, offset),
      );
      close(found, guesses, 1e-5);
    },
  };
}

function ridge(name: string, count: number, size: number, penalty: number): Fixture {
  const features = cloud(count, count, 2, 2, size);
  const truth = cloud(count + 1, count, 2, 4, 2);
  return {
    case: asCase('ridge', `${name}, penalty ${String(penalty)}`, {
      features: rowsOf(features),
      truth: rowsOf(truth),
      penalty,
    }),
    check: ({ weights, offsets }) => {
      const fitted = fitRidge(features, truth, { penalty });
      close(fitted.weights.flat(), weights.flat(), 1e-10);
      close(fitted.offsets, offsets, 1e-10);
    },
  };
}

function kernelRidge(penalty: number): Fixture {
  const train = cloud(5, 50, 2, 2);
  const truth = cloud(6, 50, 2, 4, 2);
  const rows = rbfRows(cloud(8, 20, 2, 2), train, 0.3);
  return {
    case: asCase('kernel_ridge', `penalty ${String(penalty)}`, {
      kernel: rbfRows(train, train, 0.3),
      truth: rowsOf(truth),
      rows,
      penalty,
    }),
    check: (answer) => {
      const fitted = fitKernelRidge(rbf(train, 0.3), truth, { penalty });
      close(outputs(fitted, rows).flat(), answer.outputs.flat(), 1e-9);
    },
  };
}

/** Features of very different units, far from the origin. */
function logistic(classes: number, c: number): Fixture {
  const { truth, ...plain } = cloud(20 + classes, 80, classes, 1, 4);
  const features = featuresOf(
    rowsOf(plain).map((row) => row.map((value, entry) => 10 ** (entry - 1) * (value + 3))),
  );
  const rows = rowsOf(features).slice(0, 10);
  return {
    case: asCase('logistic', `${String(classes)} classes, c = ${String(c)}`, {
      features: rowsOf(features),
      truth,
      rows,
      c,
    }),
    check: ({ weights, offsets, scores }) => {
      const fitted = fitLogistic(features, truth, { classes, c });
      const found = outputs(fitted, rows);
      if (classes === 2) {
        const [first, second] = fitted.weights;
        close(
          second!.map((weight, entry) => weight - first![entry]!),
          weights[0]!,
          1e-6,
        );
        close(
          found.map(([no, yes]) => yes! - no!),
          scores.flat(),
          1e-6,
        );
        return;
      }
      close(fitted.weights.flat(), weights.flat(), 1e-6);
      // Softmax does not see what all intercepts share.
      close(centred(fitted.offsets), centred(offsets), 1e-5);
    },
  };
}

function kernelPca(count: number): Fixture {
  const train = cloud(count, count, 3, 2);
  const rows = rbfRows(cloud(9, 20, 3, 2), train, 0.2);
  const width = 5;
  return {
    case: asCase('kernel_pca', `${String(count)} samples`, {
      kernel: rbfRows(train, train, 0.2),
      rows,
      width,
    }),
    check: ({ coordinates }) => {
      const fitted = fitKernelPca(rbf(train, 0.2), { width });
      close(outputs(fitted, rows).flat(), coordinates.flat(), 1e-8);
    },
  };
}

function spectral(
  name: string,
  { truth, ...features }: ReturnType<typeof cloud>,
  groups: number,
  gamma: number,
): Fixture {
  const kernel = rbf(features, gamma);
  const rows = Array.from({ length: kernel.count }, (_, index) =>
    rowOf(kernel.values, index, kernel.count),
  );
  return {
    case: asCase('spectral', name, { kernel: rows, groups }),
    check: (answer) => {
      const found = outputs(fitSpectral(kernel, { groups }), rows).flat();
      expect(isSame(found, answer.groups)).toBe(true);
      expect(isSame(found, truth)).toBe(true);
    },
  };
}

function kmeans(groups: number): Fixture {
  const features = cloud(31, 150, groups, 3, 6);
  const rows = rowsOf(features);
  return {
    case: asCase('kmeans', `${String(groups)} groups`, { features: rows, groups }),
    check: ({ inertia }) => {
      const fitted = fitKmeans(features, { groups });
      const found = outputs(fitted, rows).flat();
      const sum = rows.reduce(
        (total, row, index) =>
          total +
          fitted.centroids[found[index]!]!.reduce(
            (part, entry, place) => part + (entry - row[place]!) ** 2,
            0,
          ),
        0,
      );
      expect(sum).toBeLessThanOrEqual(inertia * (1 + 1e-9));
    },
  };
}

/** Groups of which a share is drawn by chance. */
function agreement(share: number): Fixture {
  const { truth, values } = cloud(41, 200, 4, 0);
  const groups = truth.map((each, index) =>
    index < share * truth.length ? Math.floor(Math.abs(values[index]!) * 3) : 3 - each,
  );
  return {
    case: asCase('rand_index', `${String(100 * share)} % chance`, { truth, groups }),
    check: ({ score }) => expect(randIndex(groups, truth)).toBeCloseTo(score, 12),
  };
}

function asCase(kind: string, name: string, asked: object): Fixture['case'] {
  return { id: `${kind}, ${name}`, kind, ...asked };
}

function outputs(fitted: FittedSolver, rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row) => Array.from(applySolver(fitted, row)));
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return values.map((each) => each - mean);
}

/** Equal to within a part of the largest. */
function close(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...found.map((value, index) => Math.abs(value - expected[index]!)));
  expect(worst / scale).toBeLessThan(tolerance);
}

/** Skips by name where there is no Python; in CI that has failed before. */
function answerTo(id: string, context: TestContext): Answer {
  if (asked.kind === 'missing') return context.skip(asked.reason);
  return asked.answers[id]!;
}
