import { withLock } from '../lock.ts';

/** Runs work on a submission that no other process works on. @throws UserProblem where one does */
export function withSubmissionLock<Result>(
  folder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const help = 'Wait for it, or end it; `qmm jobs` goes on then.';
  return withLock(folder, { what: 'submission', help }, work);
}
