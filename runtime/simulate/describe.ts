import type { Circuit } from '../program/circuit.ts';
import { cutIntoCones } from './cones/cut.ts';
import { MOST_QUBITS, simulatedQubits } from './limits.ts';
import { planCircuit } from './plan/build.ts';
import { describePlan, type PlanDescription } from './plan/describe.ts';
import type { Batch } from './plan/predict.ts';

/** How a circuit will be run. */
export interface CircuitDescription {
  /** Which way of simulating it, and why. */
  readonly engine: string;
  /** A plan for each state; none for one that is too large for a plan. */
  readonly plans: readonly PlanDescription[];
}

/** @param sampled for each leaf: does it have a value per sample? */
export function describeCircuit(
  circuit: Circuit,
  sampled: readonly boolean[],
  batch: Batch,
): CircuitDescription {
  const cut = cutIntoCones(circuit);
  const parts = cut?.parts.map((part) => ({
    circuit: part.circuit,
    sampled: part.leaves.map((leaf) => sampled[leaf]!),
  })) ?? [{ circuit, sampled }];
  const qubits = Math.max(...parts.map((part) => simulatedQubits(part.circuit)));
  if (qubits > MOST_QUBITS)
    return { engine: `a state of ${qubits} qubits is too large`, plans: [] };
  return {
    engine:
      cut === undefined
        ? 'one state, a sample in each lane of a vector'
        : `${parts.length} states, since what is read depends on parts of the circuit that are much smaller`,
    plans: parts.map((part) =>
      describePlan(planCircuit(part.circuit, { sampled: part.sampled }), batch),
    ),
  };
}
