import { notCondition, type Condition } from '../program/index.ts';

/** What a measurement on the way found, or what follows from several: gates may wait for it. */
export type Outcome = Condition;

export function not(outcome: Outcome): Outcome {
  return notCondition(outcome);
}

export function and(left: Outcome, right: Outcome): Outcome {
  return { kind: 'and', left, right };
}

export function or(left: Outcome, right: Outcome): Outcome {
  return { kind: 'or', left, right };
}

/** Both or neither. */
export function same(left: Outcome, right: Outcome): Outcome {
  return { kind: 'same', left, right };
}
