import type { Device } from '../../targets/device.ts';
import type { NativeCircuit, NativeOperation } from '../native.ts';
import { figuresOf } from './figures.ts';

/** When each operation of a circuit begins, and how long it takes; in nanoseconds, from the first one on. */
export interface Schedule {
  readonly begins: Float64Array;
  readonly durations: Float64Array;
  /** When the last operation ends; the readouts at the end of a circuit are not among these. */
  readonly end: number;
}

/** Nanoseconds that are rounding. */
const NOTHING = 1e-6;

/** Time in which a qubit waits. */
export interface IdleWindow {
  readonly qubit: number;
  readonly begin: number;
  readonly duration: number;
  /** The operation that ends it; their number for what is read at the end. */
  readonly before: number;
}

/**
 * Everything as late as it can be, so that qubits stay in |0> as long as they can. Times are multiples of the machine's
 * grid.
 *
 * @returns undefined where a duration is not known, and for circuits that wait for outcomes, as nobody says how long
 */
export function scheduleLate(circuit: NativeCircuit, device: Device): Schedule | undefined {
  const { operations } = circuit;
  const figures = figuresOf(device);
  const grid = device.grid ?? 1;
  const durations = new Float64Array(operations.length);
  for (const [index, operation] of operations.entries()) {
    const { duration } = operation.duration === undefined ? figures(operation) : operation;
    if (duration === null || duration === undefined) return undefined;
    if (operation.conditions !== undefined) return undefined;
    durations[index] = grid * Math.round(duration / grid);
  }
  /** Of each qubit and, behind the qubits, each bit: how long before the end it is taken. */
  const taken = new Float64Array(circuit.qubits + circuit.bits.length);
  const untilEnd = new Float64Array(operations.length);
  for (let index = operations.length - 1; index >= 0; index--) {
    const wires = wiresOf(operations[index]!, circuit.qubits);
    let end = 0;
    for (const wire of wires) end = Math.max(end, taken[wire]!);
    untilEnd[index] = end + durations[index]!;
    for (const wire of wires) taken[wire] = untilEnd[index]!;
  }
  const end = untilEnd.reduce((most, one) => Math.max(most, one), 0);
  return { begins: untilEnd.map((time) => end - time), durations, end };
}

function wiresOf({ qubits, bit }: NativeOperation, count: number): readonly number[] {
  return bit === undefined ? qubits : [...qubits, count + bit];
}

/**
 * Where qubits wait between their first operation and a later one or the end, where all are read that were not before;
 * turns of frame end no window, barriers do.
 */
export function idleWindows(
  { qubits, operations }: NativeCircuit,
  { begins, durations, end }: Schedule,
): readonly IdleWindow[] {
  const windows: IdleWindow[] = [];
  /** When the qubit was free again; infinite before its first operation. */
  const free = new Float64Array(qubits).fill(Infinity);
  const isRead = new Uint8Array(qubits);
  operations.forEach((operation, index) => {
    if (operation.name === 'rz') return;
    const begin = begins[index]!;
    for (const qubit of operation.qubits) {
      const waits = begin - free[qubit]!;
      if (waits > NOTHING)
        windows.push({ qubit, begin: free[qubit]!, duration: waits, before: index });
      if (operation.name === 'barrier' && free[qubit] === Infinity) continue;
      free[qubit] = begin + durations[index]!;
      isRead[qubit] = Number(operation.name === 'measure' || operation.name === 'reset');
    }
  });
  free.forEach((begin, qubit) => {
    const waits = isRead[qubit] === 1 ? 0 : end - begin;
    if (waits > NOTHING) windows.push({ qubit, begin, duration: waits, before: operations.length });
  });
  return windows;
}
