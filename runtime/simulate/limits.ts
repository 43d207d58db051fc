import type { Circuit } from '../program/circuit.ts';
import { UserProblem } from '../program/problem.ts';
import { deferMeasurements } from './lower/defer.ts';

/** What a WebAssembly memory can address, in bytes. */
export const ADDRESSABLE = 4 * 2 ** 30;

/** From here on the states alone are beyond what can be addressed. */
export const MOST_QUBITS = 26;

/** Qubits that are simulated: those of the circuit, and those that measurements and resets on the way add. */
export function simulatedQubits(circuit: Circuit, present?: (modality: string) => boolean): number {
  return deferMeasurements(circuit, present).qubits.length;
}

/** Bytes of the two states, of the amplitudes and of the adjoint, that gradients need whatever the circuit. */
export function bytesOfStates(qubits: number): number {
  return 2 * 32 * 2 ** qubits;
}

/** @param what subject and verb, e.g. `A batch of 64 needs` */
export function tooLarge(what: string, needed: number, available: number): UserProblem {
  return new UserProblem({
    code: 'too-large',
    message: `${what} ${bytesText(needed)} of memory; ${bytesText(available)} can be used.`,
    help: 'Use fewer qubits (every one less halves the memory), or a smaller batch.',
  });
}

/** Bytes in the unit that leaves few digits: `1.5 GiB (1610612736 bytes)`. */
function bytesText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  if (power === 0) return `${bytes} bytes`;
  return `${Number((bytes / 2 ** (10 * power)).toPrecision(3))} ${units[power]!} (${bytes} bytes)`;
}
