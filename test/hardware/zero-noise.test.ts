import { describe, expect, test } from 'vitest';
import { submitSettings } from '../../cli/submit/settings.ts';
import { zeroNoise } from '../../cli/submit/zero-noise.ts';
import { withoutNoise } from '../../runtime/hardware/mitigation/index.ts';
import { pairProgram } from '../support/programs.ts';

describe('the numbers of a circuit without noise', () => {
  const [circuit] = pairProgram().circuits as [ReturnType<typeof pairProgram>['circuits'][0]];
  const sizes = circuit.measurements.map((each) =>
    each.kind === 'probabilities' ? 2 ** each.qubits.length : 1,
  );
  const outputs = sizes.reduce((sum, size) => sum + size, 0);
  /** Of two samples: what falls linearly with the noise, and falls below zero without it. */
  const at = (factor: number): { values: Float64Array; errors: Float64Array } => ({
    values: Float64Array.from({ length: 2 * outputs }, (_, k) => 0.1 * k - 0.3 - 0.02 * factor),
    errors: new Float64Array(2 * outputs).fill(0.01),
  });
  const points = [1, 3, 5].map((factor) => ({ factor, measured: at(factor) }));

  test('are where the curve through stronger noise ends, and probabilities are a distribution', () => {
    const { values, errors } = withoutNoise(circuit, points, { kind: 'linear' });
    const { values: wanted } = at(0);
    for (let sample = 0; sample < 2; sample++) {
      let start = sample * outputs;
      circuit.measurements.forEach(({ kind }, index) => {
        const own = [...values.subarray(start, start + sizes[index]!)];
        if (kind === 'probabilities') {
          expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
          expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
        } else expect(own[0]).toBeCloseTo(wanted[start]!, 10);
        start += sizes[index]!;
      });
    }
    // A line through 1, 3 and 5 is sqrt(1/3 + 9/8) as uncertain at 0 as a point.
    errors.forEach((error) => expect(error).toBeCloseTo(0.01 * Math.sqrt(1 / 3 + 9 / 8), 10));
  });
});

describe('--zne', () => {
  const settings = (kind: 'ibm' | 'braket', level?: 2): ReturnType<typeof submitSettings> =>
    submitSettings({ shots: 100, precision: undefined, level, options: [] }, { kind });

  test('takes odd numbers in any order, and a straight line where nobody says', () => {
    expect(zeroNoise({ zne: '5,1,3,1' }, settings('ibm'))).toEqual({
      factors: [1, 3, 5],
      by: 'linear',
    });
  });

  test.each([
    [{ zne: '1,2' }, settings('ibm'), /no list of odd numbers/],
    [{ zne: '3' }, settings('ibm'), /has 1 noise factor, and a linear curve needs 2/],
    [{ zne: '1,3', extrapolator: 'quadratic' }, settings('ibm'), /needs 3/],
    [{ extrapolator: 'linear' }, settings('ibm'), /no `--zne` says how strong/],
    [{ zne: '1,3' }, settings('ibm', 2), /the service is asked to do it too/],
    [{ zne: '1,3' }, settings('braket'), /local simulator has none/],
  ])('refuses %o', (given, chosen, message) => {
    expect(() => zeroNoise(given, chosen)).toThrow(message);
  });
});
