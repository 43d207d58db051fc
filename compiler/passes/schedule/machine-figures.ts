import type { Measurement } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';
import type { NativeCircuit } from '../native.ts';
import { figuresOf } from './figures.ts';
import { idleWindows, scheduleLate, type Schedule } from './schedule.ts';

/** What a machine's calibration says of a circuit; without a calibration, nothing. */
export interface MachineFigures {
  /** Nanoseconds, from the first gate to the end of the last readout. */
  readonly duration?: number;
  /** That nothing goes wrong in one shot, as an estimate. */
  readonly successProbability?: number;
}

/**
 * The estimated success probability: the product of `1 - error` of all gates and readouts (Nishio et al. 2020), and of
 * `exp(-t / T1) exp(-t / T2)` for the time t that a qubit waits between its first gate and the end. What is not known
 * counts as perfect.
 */
export function machineFigures(circuit: NativeCircuit, device: Device): MachineFigures {
  const schedule = scheduleLate(circuit, device);
  const figures = figuresOf(device);
  const read = [...new Set(circuit.measurements.flatMap(measuredQubits))].map((qubit) =>
    figures({ name: 'measure', qubits: [qubit] }),
  );
  const readout = read.reduce<number | null>(
    (most, { duration }) => (most === null || duration === null ? null : Math.max(most, duration)),
    0,
  );
  const errors = [...circuit.operations.map(figures), ...read].map(({ error }) => error);
  const isKnown = errors.some((error) => error !== null && error > 0);
  return {
    ...(schedule !== undefined && readout !== null && { duration: schedule.end + readout }),
    ...(isKnown && {
      successProbability:
        errors.reduce<number>((product, error) => product * (1 - (error ?? 0)), 1) *
        (schedule === undefined ? 1 : keptWhileIdle(circuit, schedule, device)),
    }),
  };
}

function keptWhileIdle(circuit: NativeCircuit, schedule: Schedule, device: Device): number {
  const { calibration } = device;
  const waits = [
    ...idleWindows(circuit, schedule),
    ...circuit.operations.flatMap(({ qubits: [qubit = 0], duration }) =>
      duration === undefined ? [] : [{ qubit, duration }],
    ),
  ];
  const exponent = waits.reduce((sum, { qubit, duration }) => {
    // Microseconds; where a time is not known, it is long.
    const times = [calibration?.t1[qubit], calibration?.t2[qubit]];
    return times.reduce(
      (total: number, time) => total + duration / (1000 * (time ?? Infinity)),
      sum,
    );
  }, 0);
  return Math.exp(-exponent);
}

function measuredQubits(measurement: Measurement): readonly number[] {
  if (measurement.kind !== 'expectation') return measurement.qubits;
  return measurement.terms.flatMap(({ factors }) => factors.map(({ qubit }) => qubit));
}
