import { type Affine, type Circuit, exact, type Gate } from '../../program/index.ts';

/** Angles that grow by less do not grow. */
const NOTHING = 1e-9;

/**
 * Largest frequency that each gate adds: the spread of its generator's eigenvalues, times what its angle grows by.
 * @param slopes of the circuit's leaves
 */
export function stepsOf({ gates, angles }: Circuit, slopes: Float64Array): number[] {
  return gates.flatMap((gate) =>
    gate.angles.flatMap((angle) => {
      const rise = Math.abs(riseOf(angles[angle]!, slopes));
      return rise < NOTHING ? [] : gateSteps(gate).map((step) => step * rise);
    }),
  );
}

/** Does what grows enter the amplitudes of a prepared state? Those are no angles. */
export function entersAmplitudes({ gates, angles }: Circuit, slopes: Float64Array): boolean {
  return gates.some(
    (gate) =>
      gate.name === 'prepare' &&
      gate.angles.some((angle) => Math.abs(riseOf(angles[angle]!, slopes)) >= NOTHING),
  );
}

/** What all steps are whole multiples of; undefined where there are none, or it is too small a part of the largest. */
export function commonUnit(steps: readonly number[], most: number): number | undefined {
  const largest = Math.max(0, ...steps);
  if (largest === 0) return undefined;
  const small = 1e-6 * largest;
  const unit = steps.reduce((a, b) => {
    let [x, y] = [a, b];
    while (y > small) {
      const rest = x % y;
      [x, y] = [y, rest < small || y - rest < small ? 0 : rest];
    }
    return x;
  });
  return unit < largest / most ? undefined : unit;
}

/** Frequencies from 0 up that sums of steps reach: each gate adds its step, takes it away, or neither. */
export function reachableOf(steps: readonly number[]): number[] {
  let sums = new Set([0]);
  for (const step of steps) {
    sums = new Set([...sums].flatMap((sum) => [sum - step, sum, sum + step]));
  }
  return [...sums].filter((sum) => sum >= 0).sort((a, b) => a - b);
}

function riseOf({ terms }: Affine, slopes: Float64Array): number {
  return terms.reduce(
    (sum, { leaf, coefficient }) => sum + exact.toNumber(coefficient) * slopes[leaf]!,
    0,
  );
}

/**
 * A rotation has eigenvalues plus and minus a half of its angle; with controls also 0, and then half steps are there
 * too. Two halves reach what one whole step does and the half in between.
 */
function gateSteps({ name, controls }: Gate): number[] {
  if (name === 'p' || name === 'phase') return [1];
  return controls.length > 0 ? [0.5, 0.5] : [1];
}
