import type { Circuit } from '../program/circuit.ts';
import type { NoiseModel } from '../program/execution.ts';
import { engineFor } from './adaptive.ts';
import { cutIntoCones } from './cones/cut.ts';
import { MOST_QUBITS, simulatedQubits } from './limits.ts';
import { describeNoisy } from './noisy/describe.ts';
import { planCircuit } from './plan/build.ts';
import { describePlan, type PlanDescription } from './plan/describe.ts';
import type { Plan } from './plan/plan.ts';
import type { Batch } from './plan/predict.ts';
import { counted } from './plan/step-text.ts';

/** How a circuit will be run. */
export interface CircuitDescription {
  /** Which way of simulating it, and why. */
  readonly engine: string;
  /** A plan for each state of amplitudes. */
  readonly plans: readonly PlanDescription[];
}

/** @param sampled for each leaf: does it have a value per sample? */
export function describeCircuit(
  circuit: Circuit,
  sampled: readonly boolean[],
  batch: Batch,
  noise: NoiseModel | null = null,
): CircuitDescription {
  if (noise !== null) return { engine: describeNoisy(circuit, noise), plans: [] };
  const cut = cutIntoCones(circuit);
  const parts = cut?.parts.map((part) => ({
    circuit: part.circuit,
    sampled: part.leaves.map((leaf) => sampled[leaf]!),
  })) ?? [{ circuit, sampled }];
  const wide = parts.filter((part) => simulatedQubits(part.circuit) > MOST_QUBITS);
  if (cut === undefined && wide.length > 0) {
    const qubits = simulatedQubits(circuit);
    return { engine: `a state of ${qubits} qubits is too large`, plans: [] };
  }
  const small = parts.filter((part) => !wide.includes(part));
  const isSingle = (plan: Plan): boolean =>
    engineFor(plan, batch.samples, batch.precision) === 'single';
  const plans = small.map((part) => {
    const plan = planCircuit(part.circuit, { sampled: part.sampled });
    return isSingle(plan)
      ? planCircuit(part.circuit, { sampled: part.sampled, subsystems: 'joined' })
      : plan;
  });
  const single = plans.filter(isSingle);
  const states =
    cut === undefined
      ? 'one state'
      : `${counted(plans.length, 'state')}, since what is read depends on parts of the circuit that are much smaller`;
  const chains = wide.map(({ circuit: { qubits } }) => `${qubits.length} qubits`).join(' and of ');
  return {
    engine: [
      ...(wide.length > 0 ? [`a matrix product state of ${chains}, one sample at a time`] : []),
      ...(small.length > 0 ? [states, lanesText(single.length, plans.length)] : []),
    ].join('; '),
    plans: plans.map((plan) => describePlan(plan, batch)),
  };
}

/** What lies side by side in a vector, and why. */
function lanesText(single: number, all: number): string {
  if (single === 0) return 'a sample in each lane of a vector, so that no lane waits for another';
  const amplitudes =
    'one sample at a time with its amplitudes in the lanes, since samples are few or states large';
  return single === all ? amplitudes : `${amplitudes} (${single} of the states)`;
}
