import type { Circuit } from '../program/circuit.ts';
import { bytesOfStates, MOST_QUBITS, simulatedQubits } from './limits.ts';
import { planCircuit } from './plan/build.ts';
import { memoryOfBatch, statesOf, writePrograms } from './run/programs.ts';
import type { Precision } from './wasm/vector.ts';

/**
 * Bytes that forward and backward of a batch take, tables included; beyond 26 qubits those of the states alone.
 * @throws UserProblem `not-yet` for what the simulator cannot run
 */
export function memoryNeeded(circuit: Circuit, batch: number, precision: Precision): number {
  const qubits = simulatedQubits(circuit);
  if (qubits > MOST_QUBITS) return bytesOfStates(qubits);
  const plan = planCircuit(circuit, { sampled: circuit.leaves.map(() => false) });
  const programs = writePrograms(plan, precision);
  programs.pair(statesOf(programs, batch), 'fast');
  return memoryOfBatch(programs, batch);
}
