import type { Circuit } from '../program/circuit.ts';
import { measurementSize } from '../program/measurement.ts';
import { UserProblem } from '../program/problem.ts';
import { deferMeasurements } from './lower/defer.ts';

/** What a WebAssembly memory can address, in bytes. */
export const ADDRESSABLE = 4 * 2 ** 30;

/** Of a state of amplitudes; larger ones alone are beyond what can be addressed. */
export const MOST_QUBITS = 27;

/** Qubits that are simulated: those of the circuit, and those that measurements and resets on the way add. */
export function simulatedQubits(circuit: Circuit, present?: (modality: string) => boolean): number {
  return deferMeasurements(circuit, present).qubits.length;
}

/**
 * Bytes that gradients need whatever the circuit: of two states, of the amplitudes and of the adjoint, and a page for
 * everything else.
 */
export function bytesOfStates(qubits: number, precision: 'f32' | 'f64'): number {
  const amplitude = precision === 'f32' ? 8 : 16;
  return 2 * amplitude * 2 ** qubits + 65536;
}

/** Values of one readout of a circuit wider than a state of amplitudes, and of a light cone that is. */
const MOST_VALUES = { circuit: 2 ** 20, cone: 2 ** 14 };

/** Whether a readout other than of all amplitudes has more values than are told of so many qubits. */
export function readsTooMuch(
  { qubits, measurements }: Circuit,
  of: keyof typeof MOST_VALUES,
): boolean {
  return (
    qubits.length > MOST_QUBITS &&
    measurements.some(
      (measurement) =>
        measurement.kind !== 'amplitudes' && measurementSize(measurement) > MOST_VALUES[of],
    )
  );
}

/** @throws UserProblem `too-large` for probabilities and the like of too many qubits at once */
export function refuseManyValues(circuit: Circuit, of: keyof typeof MOST_VALUES): void {
  if (!readsTooMuch(circuit, of)) return;
  const most = Math.max(...circuit.measurements.map(measurementSize));
  throw new UserProblem({
    code: 'too-large',
    message: `A readout has 2^${Math.log2(most)} values and depends on ${circuit.qubits.length} qubits; of so many qubits at most 2^${Math.log2(MOST_VALUES[of])} values are told at once.`,
    help: 'Read fewer qubits at once, or their expectations.',
  });
}

/** @param what subject and verb, e.g. `A batch of 64 needs` */
export function tooLarge(
  what: string,
  needed: number,
  available: number,
  help = 'Use fewer qubits (every one less halves the memory), or a smaller batch.',
): UserProblem {
  return new UserProblem({
    code: 'too-large',
    message: `${what} ${bytesText(needed)} of memory; ${bytesText(available)} can be used.`,
    help,
  });
}

/** Bytes in the unit that leaves few digits: `1.5 GiB (1610612736 bytes)`. */
function bytesText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  if (power === 0) return `${bytes} bytes`;
  return `${Number((bytes / 2 ** (10 * power)).toPrecision(3))} ${units[power]!} (${bytes} bytes)`;
}
