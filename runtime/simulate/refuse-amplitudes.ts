import type { GradientMethod } from '../program/execution.ts';
import { UserProblem } from '../program/problem.ts';

/** @throws UserProblem: the compiler has said the same; a run that was not compiled is told here */
export function refuseAmplitudes(shots: number | null, gradient: GradientMethod): never {
  throw new UserProblem({
    code: 'target-cannot',
    message: `The objective compares states by their amplitudes, which no measurement tells, so \`${gradient}\` has no derivative of it.`,
    help:
      shots === null
        ? 'Leave `gradient` out: the exact one goes through amplitudes.'
        : 'Take `spsa` or `cobyla` for optimizer, which need no gradient, or train without shots.',
  });
}
