/** A machine that circuits are compiled for: its gates, which qubits touch, and how well, where that is known. */
export interface Device {
  readonly name: string;
  readonly source: 'library' | 'generated' | 'file';
  readonly qubits: number;
  /** Native gate names as OpenQASM spells them, e.g. `cz rz sx x`. */
  readonly basis: readonly string[];
  /** Ordered pairs where `directed`, else each pair once. */
  readonly edges: readonly Edge[];
  /** The two-qubit gate acts only from an edge's first qubit to its second. */
  readonly directed: boolean;
  /** Offers `rx` and `rzz` of any angle as native gates on request. */
  readonly fractional: boolean;
  /** Which angles its `rzz` takes; without it any, `quadrant` is [0, pi/2]. */
  readonly rzzAngles?: 'any' | 'quadrant';
  /** Can put a qubit back to |0> in the middle of a circuit. */
  readonly reset: boolean;
  /** Can let gates depend on the outcomes of measurements before them. */
  readonly dynamic: boolean;
  /** Nanoseconds: pulses start at multiples of it. Without it, of 1. */
  readonly grid?: number;
  /** The machine's own numbers of its qubits, where they are not 0, 1, 2, ... */
  readonly labels?: readonly number[];
  /** Per qubit, where the calibration is known. */
  readonly calibration?: Calibration;
}

export interface Edge extends Figures {
  readonly from: number;
  readonly to: number;
  /** Of the gate of any angle, where that is another one. */
  readonly rzz?: Figures;
}

/** How good a gate on two qubits is. */
export interface Figures {
  /** Probability that it fails; 1 where the pair is out of order. */
  readonly error?: number;
  /** Nanoseconds. */
  readonly duration?: number;
}

/** One entry per qubit; null where the machine did not say. */
export interface Calibration {
  /** Microseconds. */
  readonly t1: readonly (number | null)[];
  /** Microseconds. */
  readonly t2: readonly (number | null)[];
  readonly readoutError: readonly (number | null)[];
  /** Nanoseconds. */
  readonly readoutDuration: readonly (number | null)[];
  readonly sxError: readonly (number | null)[];
  /** Nanoseconds. */
  readonly sxDuration: readonly (number | null)[];
}

/** The basis of the generated targets, that of IBM's current machines. */
export const COMMON_BASIS = ['rz', 'sx', 'x', 'cz'] as const;

/** For each qubit its neighbours, ascending; directions do not matter, and pairs out of order are left out. */
export function neighbours(device: Device): readonly (readonly number[])[] {
  const lists = Array.from({ length: device.qubits }, () => new Set<number>());
  for (const { from, to, error } of device.edges) {
    if (error !== undefined && error >= 1) continue;
    lists[from]!.add(to);
    lists[to]!.add(from);
  }
  return lists.map((list) => [...list].sort((a, b) => a - b));
}

/** How the machine itself numbers a qubit. */
export function physicalNumber(device: Device, qubit: number): number {
  return device.labels?.[qubit] ?? qubit;
}
