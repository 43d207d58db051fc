import type { RowMatrix } from './rows.ts';

/** `X Xᵀ / count` over rows or `Xᵀ X / count` over entries, row-major. */
export function gramMatrix(matrix: RowMatrix, side: 'rows' | 'entries'): Float64Array {
  return side === 'rows' ? overRows(matrix) : overEntries(matrix);
}

function overRows(matrix: RowMatrix): Float64Array {
  const { count, size } = matrix;
  const rows = Array.from({ length: count }, (_, index) =>
    matrix.read(index, new Float64Array(size)),
  );
  const gram = new Float64Array(count * count);
  for (let first = 0; first < count; first += 1) {
    for (let second = 0; second <= first; second += 1) {
      const [a, b] = [rows[first]!, rows[second]!];
      let sum = 0;
      for (let entry = 0; entry < size; entry += 1) sum += a[entry]! * b[entry]!;
      gram[first * count + second] = sum / count;
      gram[second * count + first] = sum / count;
    }
  }
  return gram;
}

function overEntries(matrix: RowMatrix): Float64Array {
  const { count, size } = matrix;
  const gram = new Float64Array(size * size);
  const row = new Float64Array(size);
  for (let index = 0; index < count; index += 1) {
    matrix.read(index, row);
    for (let first = 0; first < size; first += 1) {
      const value = row[first]! / count;
      for (let second = 0; second <= first; second += 1)
        gram[first * size + second]! += value * row[second]!;
    }
  }
  for (let first = 0; first < size; first += 1) {
    for (let second = 0; second < first; second += 1) {
      gram[second * size + first] = gram[first * size + second]!;
    }
  }
  return gram;
}
