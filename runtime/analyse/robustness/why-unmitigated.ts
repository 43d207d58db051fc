import { ancestors } from '../../graph/dependencies.ts';
import { requireMeasurable } from '../../predict/index.ts';
import { type Program, UserProblem } from '../../program/index.ts';

/** Why measured values cannot be put in place of simulated ones; undefined where they can. */
export function whyUnmitigated(program: Program): string | undefined {
  try {
    requireMeasurable(program);
  } catch (error) {
    if (error instanceof UserProblem) return error.details.message;
    throw error;
  }
  const { circuits, nodes } = program;
  if (circuits.some(({ measurements }) => measurements.some(({ kind }) => kind === 'amplitudes')))
    return 'a circuit is read as a whole state, which no machine tells.';
  const leaves = circuits.flatMap((circuit) => circuit.leaves.map(({ node }) => node));
  const isChained = ancestors(program, leaves).some(
    (node) => nodes[node]!.operation.kind === 'circuit',
  );
  return isChained ? 'what one circuit tells turns the gates of another.' : undefined;
}
