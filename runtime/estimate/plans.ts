import { needsGradient, type Run } from '../program/index.ts';
import { type CircuitDescription, describeCircuit } from '../simulate/index.ts';
import { DEFAULT_BATCH } from './cost.ts';
import { trainedCircuits } from './trained-circuits.ts';

/** How one circuit of a training step will be run. */
export interface StepPlan extends CircuitDescription {
  /** So many rows at once: samples, or samples times what a `map` goes over. */
  readonly rows: number;
  readonly qubits: number;
}

/** How the simulator will run the circuits of a training step; each once, however often it runs. */
export function planSteps(run: Run): readonly StepPlan[] {
  const { train } = run;
  const precision = train?.precision ?? 'f32';
  const noise = train?.execution.noise ?? null;
  const differentiate =
    run.program.objectives.length > 0 && (train === null || needsGradient(train.optimizer));
  const circuits = trainedCircuits(run, train?.batch ?? DEFAULT_BATCH);
  const distinct = new Map(circuits.map((one) => [one.circuit, one]));
  return [...distinct.values()].map(({ circuit, rows, sampled }) => ({
    rows,
    qubits: circuit.qubits.length,
    ...describeCircuit(circuit, sampled, { samples: rows, precision, differentiate }, noise),
  }));
}
