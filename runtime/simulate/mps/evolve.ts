import { applyMatrix, applyMpo, type Chain, type NoteLoss, zeroChain } from './chain.ts';
import { adjoint } from './operator.ts';
import { adjointMpo } from './mpo.ts';
import type { Action, ChainPlan } from './plan.ts';
import type { Site } from './site.ts';
import type { Cutoff } from './svd.ts';

/** A step that was taken, with the states around it. */
export interface Taken {
  readonly action: Action;
  readonly before: readonly Site[];
  readonly after: readonly Site[];
}

/** The state at the end. @param taken is given each step, if it is there */
export function evolve(
  plan: ChainPlan,
  angles: (step: number) => readonly number[],
  cutoff: Cutoff,
  note: NoteLoss,
  taken?: (step: Taken) => void,
): Chain {
  const chain = zeroChain(plan.sites);
  let before: readonly Site[] = taken === undefined ? [] : [...chain.sites];
  plan.steps.forEach(({ action: actionOf }, step) => {
    const action = actionOf(angles(step));
    act(chain, action, cutoff, note);
    if (taken === undefined) return;
    const after = [...chain.sites];
    taken({ action, before, after });
    before = after;
  });
  return chain;
}

/** The adjoint of a step. */
export function undo(chain: Chain, action: Action, cutoff: Cutoff, note: NoteLoss): void {
  act(
    chain,
    action.kind === 'matrix'
      ? { ...action, matrix: adjoint(action.matrix) }
      : { ...action, mpo: adjointMpo(action.mpo) },
    cutoff,
    note,
  );
}

function act(chain: Chain, action: Action, cutoff: Cutoff, note: NoteLoss): void {
  if (action.kind === 'matrix') applyMatrix(chain, action.site, action.matrix);
  else applyMpo(chain, action.mpo, cutoff, note);
}
