import { UserProblem } from '../../runtime/program/problem.ts';
import type { ProblemDetails } from '../../runtime/program/problem.ts';

/** What a call tells its user by throwing. */
export function problemOf(call: () => unknown): ProblemDetails {
  try {
    call();
  } catch (error) {
    if (error instanceof UserProblem) return error.details;
    throw error;
  }
  throw new Error('nothing was thrown');
}
