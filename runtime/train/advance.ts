import { UserProblem } from '../program/index.ts';
import type { Place } from '../program/index.ts';
import { stageAt } from './plan.ts';
import type { Position, TrainingPlan } from './plan.ts';
import type { EpochRecord, TrainingState } from './state.ts';

/**
 * Puts an epoch into the books and moves on: to the next epoch of the stage, or, where that has had its epochs or its
 * patience is over or the optimiser done, to the next stage. A stage that stops early hands on the weights of its best epoch.
 * @throws UserProblem where the loss or a weight is no longer a number
 */
export function closeEpoch(
  state: TrainingState,
  record: EpochRecord,
  plan: TrainingPlan,
  isDone: boolean,
  place: Place,
): void {
  const loss = (record.validate ?? record.train)['loss'];
  const runAway = loss !== undefined && !Number.isFinite(loss);
  if (runAway || !state.weights.values.every(Number.isFinite)) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `The loss or a weight is no longer a number in epoch ${record.epoch}: training has run away.`,
      help: 'Lower `rate` of the optimizer, or look for a `log` or a division that can meet zero.',
      place,
    });
  }
  state.history.push(record);
  const { epochs, patience } = stageAt(plan, state.position);
  state.position = { ...state.position, epochs: state.position.epochs + 1 };
  if (patience !== null && loss !== undefined && loss < (state.best?.loss ?? Infinity)) {
    state.best = { epoch: record.epoch, loss, values: state.weights.values.slice() };
  }
  const begin = record.epoch - state.position.epochs;
  const waited = record.epoch - (state.best?.epoch ?? begin);
  const isOver =
    isDone || state.position.epochs >= epochs || (patience !== null && waited >= patience);
  if (!isOver) return;
  const next = positionAfter(plan, state.position);
  if (next) moveOn(state, next);
  else state.finished = true;
}

function moveOn(state: TrainingState, next: Position): void {
  if (state.best) state.weights.values.set(state.best.values);
  state.best = null;
  state.position = next;
}

/** Where the next stage begins; undefined after the last one. */
function positionAfter({ stages, rounds }: TrainingPlan, position: Position): Position | undefined {
  const isLast = position.stage === stages.length - 1;
  const next = isLast
    ? { round: position.round + 1, stage: 0, epochs: 0 }
    : { round: position.round, stage: position.stage + 1, epochs: 0 };
  return next.round < rounds ? next : undefined;
}
