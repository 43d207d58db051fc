import { expect, test } from 'vitest';
import { workloadW } from '../../bench/workload.ts';
import { engineFor } from '../../runtime/simulate/adaptive.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { distance } from './run.ts';

test('lone samples of large states have their amplitudes in the lanes, batches a sample in each', () => {
  const choice = (bits: number, batch: number) => engineFor({ bits }, batch, 'f32');
  expect([choice(6, 1), choice(12, 64), choice(16, 4)]).toEqual(['tiled', 'tiled', 'tiled']);
  expect([choice(12, 1), choice(16, 2), choice(20, 64)]).toEqual(['single', 'single', 'single']);
  // Two lanes are wasted less.
  expect(engineFor({ bits: 16 }, 2, 'f64')).toBe('tiled');
});

test('batches of any size in turn give what each gives by itself', () => {
  const { circuit, sampled } = workloadW(11, 2);
  const make = () => createSimulator(circuit, { precision: 'f64', sampled });
  const shared = Float64Array.from({ length: 44 }, (_, i) => 3 * Math.sin(i));
  const own = Float64Array.from({ length: 5 * 11 }, (_, i) => 3 * Math.cos(i));
  const step = (simulator: ReturnType<typeof make>, batch: number): readonly Float64Array[] => {
    const out = new Float64Array(11 * batch);
    const [gradient, ownGradient] = [new Float64Array(44), new Float64Array(11 * batch)];
    simulator.forward(shared, own.subarray(0, 11 * batch), batch, out);
    simulator.backward(new Float64Array(11 * batch).fill(1), batch, gradient, ownGradient);
    return [out, gradient, ownGradient];
  };
  const simulator = make();
  for (const batch of [1, 5, 1, 2, 5]) {
    expect(step(simulator, batch)).toEqual(step(make(), batch));
  }
  const [whole, first] = [step(simulator, 5), step(simulator, 1)];
  expect(distance(whole[0]!.subarray(0, 11), first[0]!)).toBeLessThan(1e-13);
  expect(distance(whole[2]!.subarray(0, 11), first[2]!)).toBeLessThan(1e-13);
});
