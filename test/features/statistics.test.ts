import * as fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/index.ts';
import { fitStatistic } from '../../runtime/features/index.ts';
import type { FitRows, StatisticRequest } from '../../runtime/features/index.ts';
import { toldBy } from '../data/samples.ts';

const rowsOf = (table: readonly (readonly number[])[]): FitRows => {
  const shared = new Float64Array(table[0]?.length ?? 0);
  return {
    count: table.length,
    size: shared.length,
    row: (index) => {
      shared.set(table[index]!);
      return shared;
    },
  };
};

const fit = (request: StatisticRequest, table: readonly (readonly number[])[]) => [
  ...fitStatistic(request, rowsOf(table)),
];

const randomTable = (rows: number, columns: number, rank: number, seed: number): number[][] => {
  const random = randomStream(seed, 'table');
  const draw = (height: number, width: number) =>
    Array.from({ length: height }, () => Array.from({ length: width }, () => random.normal()));
  const [left, right] = [draw(rows, rank), draw(rank, columns)];
  return left.map((weights) =>
    Array.from({ length: columns }, (_, column) =>
      weights.reduce(
        (sum, weight, index) => sum + (weight * right[index]![column]!) / (index + 1),
        1,
      ),
    ),
  );
};

describe('statistics by entry', () => {
  const table = [
    [1, 5],
    [2, 5],
    [6, 5],
  ];
  test.each([
    ['average', [3, 5]],
    ['deviation', [Math.sqrt(14 / 3), 0]],
    ['lowest', [1, 5]],
    ['highest', [6, 5]],
  ] as const)('%s', (statistic, expected) => {
    for (const [index, value] of fit({ statistic }, table).entries())
      expect(value).toBeCloseTo(expected[index]!, 12);
  });

  test('quantile interpolates between neighbours', () => {
    expect(fit({ statistic: 'quantile', quantile: 0.25 }, table)).toEqual([1.5, 5]);
    expect(fit({ statistic: 'quantile', quantile: 1 }, table)).toEqual([6, 5]);
  });

  test('deviation does not cancel far from zero', () => {
    expect(fit({ statistic: 'deviation' }, [[1e9], [1e9 + 2]])[0]).toBe(1);
  });

  test('inverse document frequency is smoothed', () => {
    const bags = [
      [2, 0, 1],
      [1, 0, 0],
    ];
    expect(fit({ statistic: 'inverse_document_frequency' }, bags)).toEqual([
      1,
      Math.log(3) + 1,
      Math.log(1.5) + 1,
    ]);
  });

  test('need a row', () => {
    expect(toldBy(() => fit({ statistic: 'average' }, []))).toMatch(
      'split-empty: No training sample has a value',
    );
  });
});

/** Axes by ml-matrix on the covariance, signed as ours. */
function expectedAxes(
  table: readonly (readonly number[])[],
  width: number,
  origin: 'centred' | 'as they are',
): number[][] {
  const matrix = new Matrix(table);
  if (origin === 'centred') matrix.center('column');
  const decomposition = new EigenvalueDecomposition(matrix.transpose().mmul(matrix), {
    assumeSymmetric: true,
  });
  return Array.from({ length: width }, (_, index) => {
    const axis = decomposition.eigenvectorMatrix.getColumn(matrix.columns - 1 - index);
    const peak = axis.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0);
    return axis.map((entry) => entry * Math.sign(peak));
  });
}

const axesOf = (request: StatisticRequest, table: readonly (readonly number[])[]): number[][] => {
  const flat = fit(request, table);
  const size = table[0]!.length;
  return Array.from({ length: request.width! }, (_, index) =>
    flat.slice(index * size, (index + 1) * size),
  );
};

const distance = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
  Math.max(
    ...a.flatMap((row, index) => row.map((value, entry) => Math.abs(value - b[index]![entry]!))),
  );

describe('axes', () => {
  test.each([
    ['few entries', 40, 6],
    ['few rows', 12, 30],
    ['many of both, by iteration', 130, 120],
  ])('equal those of a full decomposition: %s', (_, rows, columns) => {
    const table = randomTable(rows, columns, Math.min(rows, columns), rows);
    for (const [statistic, origin] of [
      ['principal_axes', 'centred'],
      ['latent_axes', 'as they are'],
    ] as const) {
      const axes = axesOf({ statistic, width: 5 }, table);
      expect(distance(axes, expectedAxes(table, 5, origin)), statistic).toBeLessThan(1e-9);
    }
  });

  test('of mostly empty bags of words equal those of full ones', () => {
    const random = randomStream(4, 'bags');
    const bags = Array.from({ length: 150 }, (_, row) =>
      Array.from({ length: 110 }, (__, entry) =>
        random.uniform() < 0.4 / (1 + ((entry + row) % 7)) ? 1 + random.below(2) : 0,
      ),
    );
    for (const [statistic, origin] of [
      ['principal_axes', 'centred'],
      ['latent_axes', 'as they are'],
    ] as const) {
      const axes = axesOf({ statistic, width: 4 }, bags);
      expect(distance(axes, expectedAxes(bags, 4, origin)), statistic).toBeLessThan(1e-8);
    }
  });

  test('are orthonormal, by falling variance, with a positive peak, for any table', () => {
    const table = fc.tuple(
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 0, max: 1e6 }),
    );
    fc.assert(
      fc.property(table, ([rows, columns, seed]) => {
        const data = randomTable(rows, columns, Math.min(rows, columns), seed);
        const width = Math.min(columns, rows - 1);
        const axes = axesOf({ statistic: 'principal_axes', width }, data);
        const dot = (a: readonly number[], b: readonly number[]) =>
          a.reduce((sum, value, index) => sum + value * b[index]!, 0);
        const means = data[0]!.map(
          (_, column) => data.reduce((sum, row) => sum + row[column]!, 0) / rows,
        );
        const variances = axes.map((axis) =>
          data.reduce(
            (sum, row) =>
              sum +
              dot(
                axis,
                row.map((value, index) => value - means[index]!),
              ) **
                2,
            0,
          ),
        );
        for (const [index, axis] of axes.entries()) {
          for (const [other, second] of axes.entries())
            expect(dot(axis, second)).toBeCloseTo(index === other ? 1 : 0, 8);
          expect(Math.max(...axis)).toBeGreaterThanOrEqual(-Math.min(...axis));
          if (index > 0)
            expect(variances[index]!).toBeLessThanOrEqual(variances[index - 1]! * (1 + 1e-9));
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  test('beyond the rank are zero, few entries or many', () => {
    for (const [rows, columns] of [
      [8, 5],
      [200, 150],
    ] as const) {
      const axes = axesOf(
        { statistic: 'principal_axes', width: 5 },
        randomTable(rows, columns, 2, 1),
      );
      const lengths = axes.map((axis) => Math.hypot(...axis));
      expect(lengths.map((length) => Number(length.toFixed(9)))).toEqual([1, 1, 0, 0, 0]);
    }
    expect(
      axesOf({ statistic: 'principal_axes', width: 2 }, [
        [3, 4],
        [3, 4],
      ]),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('are the same each time', () => {
    const table = randomTable(150, 140, 100, 2);
    expect(fit({ statistic: 'principal_axes', width: 6 }, table)).toEqual(
      fit({ statistic: 'principal_axes', width: 6 }, table),
    );
  });

  test('of equal variances are found all', () => {
    const table = Array.from({ length: 240 }, (_, row) =>
      Array.from({ length: 120 }, (__, entry) =>
        row % 120 === entry ? (entry < 3 ? 5 : 1) * (row < 120 ? 1 : -1) : 0,
      ),
    );
    const axes = axesOf({ statistic: 'principal_axes', width: 3 }, table);
    for (const axis of axes) expect(Math.hypot(...axis.slice(0, 3))).toBeCloseTo(1, 8);
  });
});
