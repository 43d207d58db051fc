import type { Circuit } from '../program/circuit.ts';
import { UserProblem } from '../program/problem.ts';
import { planCircuit } from './plan/build.ts';
import { memoryOfBatch, writePrograms } from './run/engine.ts';
import { type Precision, vectorOf } from './wasm/vector.ts';

/** What a WebAssembly memory can address. */
const ADDRESSABLE = 4 * 2 ** 30;
/** From here on, the states alone are beyond what can be addressed; planning would take long for nothing. */
const MOST_QUBITS = 26;

/**
 * Bytes that forward and backward of a batch take, tables included.
 *
 * Beyond 26 qubits it is that of the two states alone, which no machine of today has.
 * @throws UserProblem `not-yet` for what the simulator cannot run
 */
export function memoryNeeded(circuit: Circuit, batch: number, precision: Precision): number {
  const qubits = circuit.qubits.length;
  if (qubits > MOST_QUBITS) return statesAlone(qubits);
  const plan = planCircuit(circuit, { sampled: circuit.leaves.map(() => false) });
  return memoryOfBatch(writePrograms(plan, precision), vectorOf(precision).lanes, batch);
}

/** Two states, for the amplitudes and the adjoint, of one tile each. */
function statesAlone(qubits: number): number {
  return 2 * 32 * 2 ** qubits;
}

/** @throws UserProblem `too-large` */
export function refuseTooLarge(circuit: Circuit, limits: { readonly memory?: number }): void {
  const available = Math.min(limits.memory ?? ADDRESSABLE, ADDRESSABLE);
  const qubits = circuit.qubits.length;
  const needed = statesAlone(qubits);
  if (needed <= available) return;
  throw new UserProblem({
    code: 'too-large',
    message:
      `A circuit of ${qubits} qubits needs ${bytesText(needed)} of memory to train; ` +
      `${bytesText(available)} can be used.`,
    help: 'Use fewer qubits: every qubit less halves the memory. `qmm estimate` shows what a model needs.',
  });
}

/** Bytes in a unit that leaves few digits: `1.5 GiB (1610612736 bytes)`. */
function bytesText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  if (power === 0) return `${bytes} bytes`;
  const shown = Number((bytes / 2 ** (10 * power)).toPrecision(3));
  return `${shown} ${units[power]!} (${bytes} bytes)`;
}
