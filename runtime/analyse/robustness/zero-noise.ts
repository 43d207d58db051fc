import { extrapolate } from '../../hardware/mitigation/index.ts';
import { foldedDepolarizing } from './noise-models.ts';
import { askMachine, type MachineRequest } from './machine.ts';

/** How many times as much noise as there is. */
const FACTORS = [1, 2, 3];

/**
 * Values without noise, read off a parabola through those of one, two and three times as much of it (zero-noise
 * extrapolation; Temme, Bravyi and Gambetta 2017, equation 3 with three nodes).
 * @param request whose noise is replaced
 * @param probability of depolarising after each gate, as the machine is
 * @returns row-major `[rows, outputs]`
 */
export function zeroNoiseValues(
  request: Omit<MachineRequest, 'noise'>,
  probability: number,
): Float64Array {
  const values = FACTORS.map((factor) =>
    askMachine({ ...request, noise: foldedDepolarizing(probability, factor) }),
  );
  return values[0]!.map((_, k) => {
    const points = FACTORS.map((factor, i) => ({ factor, value: values[i]![k]!, error: 0 }));
    return extrapolate(points, { kind: 'polynomial', degree: 2 }).value;
  });
}
