import { UserProblem, exact, type Gate } from '../../runtime/program/index.ts';
import { constantValue } from './angles.ts';
import type { Angles, Step } from './rewrite.ts';

/**
 * Prepares a real state by uniformly controlled `ry`, from the first qubit on (Möttönen et al. 2005).
 *
 * @throws UserProblem where an amplitude is not known yet: no circuit of fixed angles can prepare it
 */
export function prepareSteps(gate: Gate, angles: Angles): readonly Step[] {
  const amplitudes = gate.angles.map((index) => {
    const value = constantValue(angles.list[index]!);
    if (value !== undefined) return value;
    throw new UserProblem({
      code: 'not-yet',
      message: 'Amplitude encoding becomes gates only for known feature values.',
      help: 'Give the values with `--run` and `--data`.',
    });
  });
  return gate.qubits.flatMap((qubit, depth) =>
    multiplexed(turnsAt(amplitudes, depth), gate.qubits.slice(0, depth), qubit, gate, angles),
  );
}

/** The `ry` angle of each branch: amplitudes below it split as cos and sin of half the angle, signs in the last split. */
function turnsAt(amplitudes: readonly number[], depth: number): number[] {
  const branches = 2 ** depth;
  const width = amplitudes.length / branches;
  return Array.from({ length: branches }, (_, branch) => {
    const part = amplitudes.slice(branch * width, (branch + 1) * width);
    if (width === 2) return 2 * Math.atan2(part[1]!, part[0]!);
    return (
      2 * Math.atan2(Math.hypot(...part.slice(width / 2)), Math.hypot(...part.slice(0, width / 2)))
    );
  });
}

/** `ry(turns[k])` on the target where the controls, first most significant, read k. */
function multiplexed(
  turns: readonly number[],
  controls: readonly number[],
  target: number,
  gate: Gate,
  angles: Angles,
): Step[] {
  const [first, ...rest] = controls;
  if (first === undefined) {
    const turn = angles.constant(exact.decimal(turns[0]!));
    return [{ name: 'ry', qubits: [target], controls: gate.controls, angles: [turn] }];
  }
  const half = turns.length / 2;
  const [low, high] = [turns.slice(0, half), turns.slice(half)];
  const sum = low.map((turn, k) => (turn + high[k]!) / 2);
  const difference = low.map((turn, k) => (turn - high[k]!) / 2);
  const flip: Step = { name: 'x', qubits: [target], controls: [first] };
  return [
    ...multiplexed(sum, rest, target, gate, angles),
    flip,
    ...multiplexed(difference, rest, target, gate, angles),
    flip,
  ];
}
