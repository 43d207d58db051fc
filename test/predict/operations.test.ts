import { describe, expect, test } from 'vitest';
import { operations, tensor } from '../../index.ts';
import type { Tensor } from '../../index.ts';

const plain = ({ shape, data }: Tensor) => ({ shape, data: [...data] });
const matrix = tensor([2, 3], [1, 2, 3, 4, 5, 6]);

describe('operations on tensors know their shapes', () => {
  test.each<[string, Tensor, readonly number[], readonly number[]]>([
    ['unary', operations.unary('negate', tensor([2], [1, -2])), [2], [-1, 2]],
    [
      'binary',
      operations.binary('multiply', tensor([], [2]), matrix),
      [2, 3],
      [2, 4, 6, 8, 10, 12],
    ],
    ['reduce', operations.reduce('sum', matrix, 0), [3], [5, 7, 9]],
    ['reduce all', operations.reduce('mean', matrix, null), [], [3.5]],
    ['logSumExp', operations.logSumExp(tensor([2], [0, 0])), [], [Math.log(2)]],
    ['matmul', operations.matmul(matrix, tensor([3], [1, 0, -1])), [2], [-2, -2]],
    ['dot', operations.matmul(tensor([2], [1, 2]), tensor([2], [3, 4])), [], [11]],
    ['reshape', operations.reshape(matrix, [6]), [6], [1, 2, 3, 4, 5, 6]],
    ['transpose', operations.transpose(matrix), [3, 2], [1, 4, 2, 5, 3, 6]],
    ['join', operations.join(tensor([], [7]), tensor([2], [8, 9])), [3], [7, 8, 9]],
    ['stack', operations.stack(tensor([2], [1, 2]), tensor([2], [3, 4])), [2, 2], [1, 2, 3, 4]],
    [
      'slice',
      operations.slice(matrix, [
        { kind: 'index', index: 1 },
        { kind: 'range', start: 0, stop: 3, step: 2 },
      ]),
      [2],
      [4, 6],
    ],
    [
      'unfold a series',
      operations.unfold(matrix, { axes: 1, size: 2, stride: 1, padding: 1 }),
      [3, 6],
      [0, 0, 0, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 0, 0, 0],
    ],
    [
      'unfold a picture',
      operations.unfold(matrix, { axes: 2, size: 2, stride: 1, padding: 0 }),
      [1, 2, 4],
      [1, 2, 4, 5, 2, 3, 5, 6],
    ],
    ['pad', operations.pad(tensor([1], [5]), 3), [3], [5, 0, 0]],
    [
      'clip',
      operations.clip(tensor([2], [-3, 3]), tensor([], [-1]), tensor([], [1])),
      [2],
      [-1, 1],
    ],
    ['unit', operations.unit(tensor([2], [3, 4])), [2], [0.6, 0.8]],
    ['gather', operations.gather(matrix, tensor([2], [1, -1])), [2, 3], [4, 5, 6, 0, 0, 0]],
    ['oneHot', operations.oneHot(tensor([], [1]), 3), [3], [0, 1, 0]],
    ['orElse', operations.orElse(undefined, tensor([1], [9])), [1], [9]],
    ['huber', operations.huber(tensor([1], [3]), tensor([1], [0]), 1), [], [2.5]],
    ['feature', operations.feature({ kind: 'bag' }, tensor([3], [1, 1, -1]), [2]), [2], [0, 2]],
  ])('%s', (_, result, shape, data) => {
    expect(result.shape).toEqual(shape);
    expect(result.data).toHaveLength(data.length);
    data.forEach((value, k) => expect(result.data[k]).toBeCloseTo(value, 12));
  });

  test('softmax sums to one, cross-entropy is its logarithm at the truth', () => {
    const logits = tensor([3], [1, 2, 3]);
    const { data } = operations.softmax(logits);
    expect(data.reduce((sum, value) => sum + value)).toBeCloseTo(1, 12);
    const loss = operations.crossEntropy(logits, tensor([], [2]));
    expect(operations.scalar(loss)).toBeCloseTo(-Math.log(data[2]!), 12);
    expect(plain(operations.binaryCrossEntropy(tensor([], [0]), tensor([], [1])))).toEqual({
      shape: [],
      data: [Math.log(2)],
    });
  });
});
