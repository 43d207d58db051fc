import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { unzlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { encodeNdarray, type TypedNdarray } from '../../compiler/emit/runtime/index.ts';
import { decodeTensor } from '../../runtime/hardware/results/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

interface Vector {
  readonly name: string;
  readonly typed: TypedNdarray;
  readonly npy_header: string;
  readonly shape: readonly number[];
  readonly values: unknown;
}

test('any tensor of numbers survives', () => {
  const doubles = fc.double({ noNaN: true });
  const tensor = fc
    .tuple(fc.nat(3), fc.nat(3))
    .chain(([rows, columns]) =>
      fc
        .array(doubles, { minLength: rows * columns, maxLength: rows * columns })
        .map((values) => ({ shape: [rows, columns], values })),
    );
  fc.assert(
    fc.property(tensor, (array) => {
      const { shape, values } = decodeTensor(encodeNdarray(array));
      expect({ shape, values: Array.from(values) }).toEqual(array);
    }),
    { seed: 7 },
  );
});

describeShared('arrays that NumPy wrote', () => {
  const text = readFileSync(sharedPath('fixtures', 'runtime', 'ndarray-vectors.json'), 'utf8');
  const vectors = (JSON.parse(text) as Vector[]).filter(
    ({ npy_header }) => !npy_header.includes('c16'),
  );

  test.for(vectors)('$name', ({ typed, shape, values }) => {
    const decoded = decodeTensor(typed);
    expect(decoded.shape).toEqual(shape);
    expect(Array.from(decoded.values)).toEqual([values].flat(9).map(Number));
  });

  test.for(
    vectors.filter(({ npy_header }) => npy_header.includes("'<f8', 'fortran_order': False")),
  )('$name: ours is the same file before compression', ({ typed, shape, values }) => {
    const ours = encodeNdarray({ shape, values: [values].flat(9) as number[] });
    expect(inflated(ours)).toEqual(inflated(typed));
  });
});

function inflated({ __value__ }: TypedNdarray): string {
  return Buffer.from(unzlibSync(Buffer.from(__value__, 'base64'))).toString('latin1');
}
