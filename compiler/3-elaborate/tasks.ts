import { exact } from '../../runtime/program/index.ts';
import type { Frame } from './frame.ts';
import { operationTensor, scalar } from './tensor.ts';
import type { Tensor, Value } from './value.ts';

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
    case 'fidelity_loss':
      tasks.push({ kind: 'classification', scores: chances(frame, first).node(), ...judged });
      return;
    case 'binary':
    case 'hinge':
      tasks.push({ kind: 'binary', logit: first.node(), ...judged });
      return;
    case 'regress':
    case 'absolute':
    case 'huber':
      tasks.push({ kind: 'regression', guess: first.node(), ...judged });
      return;
  }
}

/**
 * Fidelities with the states of k classes as logarithms of chances. They add up to k / 2 whatever the state, so they are
 * the chances of a measurement, times that.
 */
function chances(frame: Frame, closeness: Tensor): Tensor {
  const { graph } = frame.elaboration;
  const { shape } = closeness;
  const [low, high] = [scalar(graph, exact.decimal(1e-12)), scalar(graph, exact.one)];
  const kept = operationTensor(graph, { kind: 'clip' }, [closeness, low, high], { shape });
  return operationTensor(graph, { kind: 'unary', function: 'log' }, [kept], { shape });
}
