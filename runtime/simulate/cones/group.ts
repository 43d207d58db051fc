import type { Cone } from './cone.ts';
import type { Factor } from './factor.ts';

/** Factors that are read from one state. */
export interface Group {
  readonly cone: Cone;
  readonly factors: readonly Factor[];
}

/**
 * What a state costs besides its amplitudes, in operations on one amplitude: about 20 microseconds of preparation in
 * each step, of a batch of a few samples.
 */
const OVERHEAD = 2 ** 14;
/**
 * Qubits of a state of amplitudes where another cone is too wide for one: what is larger is read, at little cost, from
 * what that one is simulated by.
 */
const BESIDE_WIDE = 16;
/** Start and readouts of a state, in gates. */
const AROUND = 4;

/**
 * Puts factors together as long as one larger state is cheaper than two smaller ones.
 * @param fits qubits of the largest state of amplitudes
 */
export function groupFactors(factors: readonly Factor[], fits: number): readonly Group[] {
  const hasWide = factors.some(({ cone }) => cone.qubits.length > fits);
  const most = hasWide ? Math.min(fits, BESIDE_WIDE) : fits;
  const groups: Group[] = [];
  for (const factor of factors) {
    let own: Group = { cone: factor.cone, factors: [factor] };
    for (;;) {
      const place = groups.findIndex((group) => gains(group.cone, own.cone, most));
      if (place < 0) break;
      const [other] = groups.splice(place, 1);
      own = join(other!, own);
    }
    groups.push(own);
  }
  return groups;
}

/** Operations on amplitudes of a state for each cone. */
export function costOfCones(cones: readonly Cone[]): number {
  return cones.reduce((sum, { gates, qubits }) => sum + costOf(gates.length, qubits.length), 0);
}

/** Whether two states could ever be cheaper than this one by so many times. */
export function canGain(cone: Cone, times: number): boolean {
  return costOfCones([cone]) >= times * 2 * OVERHEAD;
}

export function unionOfCones(cones: readonly Cone[]): Cone {
  return {
    gates: union(cones.map(({ gates }) => gates)),
    qubits: union(cones.map(({ qubits }) => qubits)),
  };
}

function costOf(gates: number, qubits: number): number {
  return (gates + AROUND) * 2 ** qubits + OVERHEAD;
}

/** @param most qubits of a state of amplitudes; cones beyond it come together, and no smaller one with them */
function gains(a: Cone, b: Cone, most: number): boolean {
  const [isWide, isOtherWide] = [a, b].map(({ qubits }) => qubits.length > most);
  if (isWide !== isOtherWide) return false;
  if (isWide) return true;
  const apart = costOfCones([a, b]);
  const qubits = union([a.qubits, b.qubits]);
  // The larger one's gates at least.
  if (costOf(Math.max(a.gates.length, b.gates.length), qubits.length) > apart) return false;
  return costOf(union([a.gates, b.gates]).length, qubits.length) <= apart;
}

/** The earlier group's factors first. */
function join(a: Group, b: Group): Group {
  return { cone: unionOfCones([a.cone, b.cone]), factors: [...a.factors, ...b.factors] };
}

function union(lists: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}
