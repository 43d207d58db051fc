import type { Circuit } from '../program/circuit.ts';
import type { NoiseModel } from '../program/execution.ts';
import { measurementSize } from '../program/measurement.ts';
import { cutIntoCones } from './cones/cut.ts';
import { engineFor } from './adaptive.ts';
import {
  ADDRESSABLE,
  bytesOfStates,
  MOST_QUBITS,
  readsTooMuch,
  simulatedQubits,
} from './limits.ts';
import { CUTOFF } from './mps/create.ts';
import { type ChainSize, sizeOfChain } from './mps/size.ts';
import { planCircuit } from './plan/build.ts';
import { type Batch, predictSeconds } from './plan/predict.ts';
import { memoryOfBatch, statesOf, writePrograms } from './run/programs.ts';
import { noisyMemory } from './noisy/memory.ts';
import { createSingleEngine } from './single/engine.ts';
import type { Precision } from './wasm/vector.ts';

/**
 * Bytes that forward and backward of a batch take, tables included; of all amplitudes of more than 27 qubits those of
 * the amplitudes alone. With noise, of Pauli coefficients.
 * @throws UserProblem `not-yet` for what the simulator cannot run
 */
export function memoryNeeded(
  circuit: Circuit,
  batch: number,
  precision: Precision,
  noise: NoiseModel | null = null,
): number {
  if (noise !== null) return noisyMemory(circuit, batch, precision, noise);
  if (readsTooMuch(circuit, 'circuit')) {
    return 2 * 8 * batch * Math.max(...circuit.measurements.map(measurementSize));
  }
  const bytes = statesOfCircuit(circuit).map((one) => memoryOfState(one, batch, precision));
  return bytes.reduce((sum, one) => sum + one, 0);
}

/**
 * About how many seconds a step takes on one core, from the plans of its states; undefined where there is none, because
 * one is a matrix product state.
 * @param sampled for each leaf: does it have a value per sample?
 */
export function secondsPlanned(
  circuit: Circuit,
  sampled: readonly boolean[],
  batch: Batch,
): number | undefined {
  const parts = cutIntoCones(circuit)?.parts.map((part) => ({
    circuit: part.circuit,
    sampled: part.leaves.map((leaf) => sampled[leaf]!),
  })) ?? [{ circuit, sampled }];
  if (parts.some((part) => simulatedQubits(part.circuit) > MOST_QUBITS)) return undefined;
  const plans = parts.map((part) => planCircuit(part.circuit, { sampled: part.sampled }));
  return plans.reduce((sum, plan) => sum + predictSeconds(plan, batch), 0);
}

/** Qubits of the largest state that is simulated, with those that measurements and resets on the way add. */
export function largestState(circuit: Circuit): number {
  return Math.max(...statesOfCircuit(circuit).map((one) => simulatedQubits(one)));
}

/** What the matrix product states of a wide circuit can take at most; none of other circuits. */
export function chainsOf(circuit: Circuit): readonly ChainSize[] {
  if (circuit.measurements.some(({ kind }) => kind === 'amplitudes')) return [];
  return statesOfCircuit(circuit)
    .filter(({ qubits }) => qubits.length > MOST_QUBITS)
    .map((chain) => sizeOfChain(chain, CUTOFF.rank));
}

/** The parts that a circuit is cut into, each simulated by itself. */
function statesOfCircuit(circuit: Circuit): readonly Circuit[] {
  return cutIntoCones(circuit)?.parts.map((part) => part.circuit) ?? [circuit];
}

function memoryOfState(circuit: Circuit, batch: number, precision: Precision): number {
  const qubits = circuit.qubits.length;
  if (qubits > MOST_QUBITS) {
    const { measurements } = circuit;
    const readsAll = measurements.some(({ kind }) => kind === 'amplitudes');
    return readsAll ? bytesOfStates(qubits, precision) : sizeOfChain(circuit, CUTOFF.rank).bytes;
  }
  const sampled = circuit.leaves.map(() => false);
  const plan = planCircuit(circuit, { sampled });
  if (engineFor(plan, batch, precision) === 'single') {
    const joined = planCircuit(circuit, { sampled, subsystems: 'joined' });
    return createSingleEngine(joined, precision, { available: ADDRESSABLE }).bytes.backward;
  }
  const programs = writePrograms(plan, precision);
  programs.pair(statesOf(programs, batch), 'fast');
  return memoryOfBatch(programs, batch);
}
