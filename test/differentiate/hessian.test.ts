import { expect, test } from 'vitest';
import { hessianVector } from '../../runtime/differentiate/hessian.ts';

test('the product with the Hessian of Rosenbrock’s valley is that of its second derivatives', () => {
  const gradient = ([x, y]: Float64Array): Float64Array =>
    Float64Array.of(-400 * x! * (y! - x! ** 2) - 2 * (1 - x!), 200 * (y! - x! ** 2));
  const [x, y] = [0.7, -0.4];
  const hessian = [
    [1200 * x ** 2 - 400 * y + 2, -400 * x],
    [-400 * x, 200],
  ];
  for (const v of [
    [1, 0],
    [0, 1],
    [-3, 0.2],
    [0, 0],
  ]) {
    const found = hessianVector(gradient, Float64Array.of(x, y), Float64Array.from(v));
    hessian.forEach((row, i) => {
      expect(found[i]).toBeCloseTo(row[0]! * v[0]! + row[1]! * v[1]!, 4);
    });
  }
});
