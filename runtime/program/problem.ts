import type { Place } from './run.ts';

/** Codes of what can go wrong with a user's files, data, runs and machine; explained in the compiler's catalogue. */
export type RuntimeCode =
  | 'file-not-found'
  | 'column-not-found'
  | 'value-unreadable'
  | 'label-unknown'
  | 'split-empty'
  | 'split-overlap'
  | 'group-ignored'
  | 'too-large'
  | 'not-yet'
  | 'unknown-name'
  | 'run-not-found'
  | 'run-damaged'
  | 'run-changed'
  | 'argument-invalid'
  | 'target-limit'
  | 'target-cannot'
  | 'coupling-changed'
  | 'answer-unreadable'
  | 'service-refused'
  | 'service-unreachable'
  | 'credentials-missing';

export interface ProblemDetails {
  readonly code: RuntimeCode;
  /** One or two sentences with the file, the row or the column, and both sides of a mismatch. */
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
  /** The place in the .qmm source, where there is one. */
  readonly place?: Place;
  /** The data file, run file or picture that is to blame, with a line counted from 1. */
  readonly file?: string;
  readonly line?: number;
}

/** Thrown for what a user can mend; anything else that is thrown is a fault of ours. */
export class UserProblem extends Error {
  readonly details: ProblemDetails;
  constructor(details: ProblemDetails) {
    super(details.message);
    this.name = 'UserProblem';
    this.details = details;
  }
}
