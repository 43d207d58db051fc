import type { Frame } from './frame.ts';
import type { Value } from './value.ts';

/** Remembers what a known objective judges, so that the right metrics are reported beside the loss. */
export function rememberTask(
  frame: Frame,
  name: string,
  first: Value | undefined,
  truth: Value | undefined,
): void {
  if (first?.kind !== 'tensor' || truth?.kind !== 'tensor' || truth.label === undefined) return;
  const { tasks } = frame.elaboration;
  const judged = { truth: truth.node(), label: truth.label };
  switch (name) {
    case 'classify':
    case 'focal':
    case 'smoothed':
      tasks.push({ kind: 'classification', scores: first.node(), ...judged });
      return;
    case 'binary':
      tasks.push({ kind: 'binary', logit: first.node(), ...judged });
      return;
    case 'regress':
    case 'absolute':
    case 'huber':
      tasks.push({ kind: 'regression', guess: first.node(), ...judged });
      return;
  }
}
