import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BitArray,
  countsOf,
  decodeBraketResult,
  decodeExecutorResult,
  decodePrimitiveResult,
  diagonalMean,
  fieldOf,
  frequencies,
  marginal,
  signMean,
  totalOf,
} from '../../runtime/hardware/results/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const folder = sharedPath('fixtures', 'runtime');
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

/** As the official client decoded it. */
interface Expected {
  readonly pubs: readonly {
    readonly fields: Readonly<
      Record<
        string,
        | { readonly kind: 'array'; readonly shape: readonly number[]; readonly values: unknown }
        | {
            readonly kind: 'bits';
            readonly shape: readonly number[];
            readonly num_shots: number;
            readonly num_bits: number;
            readonly bitstrings_by_index: Readonly<Record<string, readonly string[]>>;
          }
      >
    >;
  }[];
}

describeShared('what the official client decoded, we decode', () => {
  const names = readdirSync(folder)
    .filter((name) => name.startsWith('result-') && name.endsWith('.expected.json'))
    .map((name) => name.replace('.expected.json', ''));

  test.for(names.filter((name) => name !== 'result-executor'))('%s', (name) => {
    const { pubs } = decodePrimitiveResult(read(`${name}.json`));
    const expected = JSON.parse(read(`${name}.expected.json`)) as Expected;
    expect(pubs).toHaveLength(expected.pubs.length);
    expected.pubs.forEach(({ fields }, k) => {
      expect([...pubs[k]!.fields.keys()]).toEqual(Object.keys(fields));
      for (const [field, wanted] of Object.entries(fields)) {
        if (wanted.kind === 'array') {
          const { shape, values } = fieldOf(pubs[k]!, field, 'numbers');
          expect(shape).toEqual(wanted.shape);
          expect(Array.from(values)).toEqual([wanted.values].flat(9).map(Number));
          continue;
        }
        const bits = fieldOf(pubs[k]!, field, 'bits');
        expect(bits).toMatchObject({
          shape: wanted.shape,
          shots: wanted.num_shots,
          bits: wanted.num_bits,
          outcomes: Object.values(wanted.bitstrings_by_index).flat(),
        });
      }
    });
  });

  test('result-executor', () => {
    const expected = JSON.parse(read('result-executor.expected.json')) as Record<
      string,
      { shape: number[]; values: number[][][] }
    >[];
    const items = decodeExecutorResult(read('result-executor.json'));
    expect(items).toHaveLength(expected.length);
    const { shape, values } = expected[0]!['c']!;
    const { outcomes, ...rest } = items[0]!.get('c')!;
    expect([...rest.shape, rest.shots, rest.bits]).toEqual(shape);
    // Theirs start at bit 0, texts end there.
    expect(outcomes).toEqual(values.flat().map((bits) => [...bits].reverse().join('')));
  });

  test('counts by register add up to the shots', () => {
    const { pubs } = decodePrimitiveResult(read('result-sampler-two-registers.json'));
    const c = countsOf(fieldOf(pubs[0]!, 'c', 'bits'), 0);
    expect(Object.fromEntries(c)).toEqual({ '10': 4, '11': 19, '01': 1 });
    expect(totalOf(c)).toBe(24);
    expect(Object.fromEntries(marginal(c, [1]))).toEqual({ '1': 23, '0': 1 });
    expect(Object.fromEntries(marginal(c, [1, 0]))).toEqual({ '01': 4, '11': 19, '10': 1 });
    const d = countsOf(fieldOf(pubs[0]!, 'd', 'bits'), 0);
    expect(Object.fromEntries(marginal(d, [0, 9]))).toEqual({ '01': 3, '11': 21 });
  });
});

describeShared('results of Amazon Braket', () => {
  const result = (name: string): ReturnType<typeof decodeBraketResult> =>
    decodeBraketResult(
      readFileSync(sharedPath('fixtures', 'braket', `${name}.result.json`), 'utf8'),
    );

  test('are all read: a value for each result type, or as many outcomes as shots', () => {
    const names = readdirSync(sharedPath('fixtures', 'braket'))
      .filter((name) => name.endsWith('.result.json'))
      .map((name) => name.replace('.result.json', ''));
    expect(names).toHaveLength(4);
    for (const name of names) {
      const path = sharedPath('fixtures', 'braket', `${name}.action.json`);
      const { shots } = JSON.parse(readFileSync(path, 'utf8')) as { shots: number };
      const { counts, results } = result(name);
      expect(totalOf(counts)).toBe(shots);
      expect(results.every(({ value }) => value !== undefined)).toBe(true);
    }
    // rx(.9) and rx(-.5) on one qubit, rx(.7) on the other, a cz between them.
    const [, y] = result('verbatim-physical').results;
    expect(y!.value).toBeCloseTo(
      -Math.sin(0.9) * Math.cos(0.7) * Math.cos(0.5) + Math.cos(0.9) * Math.sin(0.5),
      9,
    );
  });

  test('are exact without shots', () => {
    const { results } = result('expectation-inputs');
    expect(results[0]).toEqual({
      type: 'expectation',
      observable: ['z', 'z'],
      targets: [0, 1],
      value: -0.6853164493328192,
    });
    const { value } = results[3]!;
    expect((value as number[]).reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
  });

  test('with shots come from outcomes that are rotated already', () => {
    const { counts, results } = result('expectation-with-shots');
    expect(Object.fromEntries(counts)).toEqual({ '01': 7, '00': 3 });
    expect(results.map(({ value }) => value)).toEqual([-0.4, 1]);
    expect(results[0]!.error).toBeCloseTo(Math.sqrt((1 - 0.16) / 10), 12);
  });

  test('have a column for each bit of the register, in its order', () => {
    const { measuredQubits, counts } = result('measure-bits');
    expect(measuredQubits).toEqual([2, 0, 1]);
    // Qubit 2 is 1, and the two others agree.
    expect([...counts.keys()].sort()).toEqual(['001', '111']);
  });
});

describe('an answer that is not what it should be', () => {
  const typed = (fields: unknown): string =>
    JSON.stringify({
      __type__: 'PrimitiveResult',
      __value__: {
        pub_results: [
          {
            __type__: 'PubResult',
            __value__: { data: { __type__: 'DataBin', __value__: { fields } } },
          },
        ],
      },
    });
  const array = (text: string): object => ({ __type__: 'ndarray', __value__: text });

  test.each([
    ['', 'it is empty'],
    ['{"__type__": "Primi', 'it is no JSON, or breaks off'],
    ['{"error": "gone"}', 'at `__type__`, invalid key'],
    [typed({ evs: array('!!') }), 'an array in it is no base64'],
    [typed({ evs: array('AAAA') }), 'an array in it is no zlib stream, or breaks off'],
    [typed({ evs: [[1], [1, 2]] }), 'an array in it has rows of different lengths'],
    [
      typed({ c: { __type__: 'BitArray', __value__: { array: [[[1]]], num_bits: 9 } } }),
      'a register of 9 bits takes 2 bytes a shot, and its array has the shape [1, 1, 1]',
    ],
  ])('%s', (text, message) => {
    expect(() => decodePrimitiveResult(text)).toThrow(message);
  });

  test('has infinities and words of its own', () => {
    const text = typed({ stds: [1] }).replace('[1]', '[NaN, -Infinity, Infinity, 2]');
    const { pubs } = decodePrimitiveResult(text.replace('"PubResult"', '"EstimatorPubResult"'));
    const { values } = fieldOf(pubs[0]!, 'stds', 'numbers');
    expect(Array.from(values)).toEqual([NaN, -Infinity, Infinity, 2]);
  });

  test('names the fields it has where one is missing', () => {
    const [pub] = decodePrimitiveResult(typed({ evs: [1] })).pubs;
    expect(() => fieldOf(pub!, 'c', 'bits')).toThrow('it has no bits called `c`, but `evs`');
  });
});

test('plain answers of the service are read too', () => {
  const { pubs } = decodePrimitiveResult(
    '{"results":[{"data":{"c":{"samples":["0x3","0x0","0x3"],"num_bits":2}},"metadata":{}}],"metadata":{}}',
  );
  const field: BitArray = fieldOf(pubs[0]!, 'c', 'bits');
  expect(Object.fromEntries(countsOf(field, 0))).toEqual({ '11': 2, '00': 1 });
});

describe('expectations from counts', () => {
  const counts = fc
    .dictionary(fc.stringMatching(/^[01]{3}$/), fc.integer({ min: 1, max: 50 }), { minKeys: 1 })
    .map((seen) => new Map(Object.entries(seen)));

  test('are the mean and the deviation over single shots', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: -2, max: 2, noNaN: true }), (seen, weight) => {
        const terms = [
          { coefficient: weight, bits: [0, 2] },
          { coefficient: 0.5, bits: [1] },
        ];
        const shots = [...seen].flatMap(([outcome, count]) => {
          const sign = (bit: number): number => (outcome[2 - bit] === '1' ? -1 : 1);
          return Array<number>(count).fill(weight * sign(0) * sign(2) + 0.5 * sign(1));
        });
        const mean = shots.reduce((sum, each) => sum + each, 0) / shots.length;
        const variance = shots.reduce((sum, each) => sum + (each - mean) ** 2, 0) / shots.length;
        const { value, error } = diagonalMean(seen, terms);
        expect(value).toBeCloseTo(mean, 10);
        expect(error ** 2).toBeCloseTo(variance / shots.length, 10);
        const word = diagonalMean(seen, [{ coefficient: 1, bits: [0, 2] }]);
        const same = signMean(seen, [0, 2]);
        expect(same.value).toBeCloseTo(word.value, 12);
        expect(same.error).toBeCloseTo(word.error, 6);
      }),
      { seed: 7 },
    );
  });

  test('agree with the shares of outcomes', () => {
    fc.assert(
      fc.property(counts, (seen) => {
        const shares = frequencies(seen, 3);
        const fromShares = shares.reduce(
          (sum, share, outcome) => sum + ((outcome >> 1) & 1 ? -share : share),
          0,
        );
        expect(signMean(seen, [1]).value).toBeCloseTo(fromShares, 12);
      }),
      { seed: 7 },
    );
  });
});
