import type { Circuit } from '../program/circuit.ts';
import type { GradientMethod } from '../program/execution.ts';
import { UserProblem } from '../program/problem.ts';

/** @throws UserProblem where amplitudes are asked of what only sees outcomes */
export function refuseAmplitudes(
  { measurements }: Circuit,
  shots: number | null,
  gradient: GradientMethod,
): void {
  if (!measurements.some(({ kind }) => kind === 'amplitudes')) return;
  const by = shots === null ? `the gradient \`${gradient}\`` : `${shots} shots`;
  throw new UserProblem({
    code: 'target-cannot',
    message: `The model reads the amplitudes of a state, which measurements do not tell, with ${by}.`,
    help: 'Train it on the exact simulator with the gradient `adjoint`, or read `probs`, `expect` or `paulis` instead.',
  });
}
