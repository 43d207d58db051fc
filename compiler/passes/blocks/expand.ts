import { isKnown, isQuarterTurn, type Angle } from '../canonical/angle.ts';
import type { Canonical, Ising, Operation, Turn } from '../canonical/operation.ts';
import { turned } from '../canonical/word.ts';
import type { Phases } from '../translate/dialect.ts';
import { flip } from './flip.ts';

type Step = Turn | Ising;

/**
 * Writes a swap together with the `ising` of an open angle that stands next to it, which takes three entanglers and not
 * five: turns between the two change sides.
 *
 * Preserves the unitary up to global phase.
 */
export function joinOpenSwaps(circuit: Canonical): Canonical {
  const operations: (Operation | undefined)[] = [...circuit.operations];
  /** The last operation of each qubit that is no turn, and the turns since. */
  const last = new Int32Array(circuit.qubits).fill(-1);
  const turns = Array.from({ length: circuit.qubits }, (): number[] => []);
  const replaced = new Map<number, readonly Step[]>();
  const join = (swap: number, ising: number): void => {
    const { a, b } = operations[swap] as { readonly a: number; readonly b: number };
    operations[swap] = undefined;
    for (const index of [...turns[a]!, ...turns[b]!]) {
      const turn = operations[index] as Turn;
      operations[index] = { ...turn, qubit: turn.qubit === a ? b : a };
    }
    replaced.set(ising, swapped(operations[ising] as Ising));
  };
  circuit.operations.forEach((operation, index) => {
    if (operation.kind === 'turn') {
      turns[operation.qubit]!.push(index);
      return;
    }
    if (operation.kind !== 'fence') {
      const { a, b } = operation;
      const before = last[a]!;
      const meets = before >= 0 && before === last[b] ? operations[before] : undefined;
      const isPair =
        (meets?.kind === 'ising' && operation.kind === 'swap') ||
        (meets?.kind === 'swap' && operation.kind === 'ising');
      if (isPair && !replaced.has(before)) {
        if (operation.kind === 'swap') join(index, before);
        else join(before, index);
        // What follows must not join a gate that is a swap by now.
        last[a] = -1;
        last[b] = -1;
      } else {
        last[a] = index;
        last[b] = index;
      }
      turns[a] = [];
      turns[b] = [];
      return;
    }
    for (const qubit of operation.qubits) {
      last[qubit] = -1;
      turns[qubit] = [];
    }
  });
  if (replaced.size === 0) return circuit;
  return {
    ...circuit,
    operations: operations.flatMap((operation, index): readonly Operation[] => {
      const steps = replaced.get(index);
      if (steps !== undefined) return steps;
      return operation === undefined ? [] : [operation];
    }),
  };
}

/**
 * Writes swaps and `ising` of any angle with those of a quarter turn, and with those that the device has one gate for.
 *
 * Preserves the unitary up to global phase.
 *
 * @param open whether open angles of `ising` are in [0, pi/2] whatever the values
 */
export function expandPairs(
  circuit: Canonical,
  phases: Phases | null,
  open: 'folded' | 'any',
): Canonical {
  const takesOpen = phases !== null && (!phases.isFolded || open === 'folded');
  const isOneGate = ({ a, b, angle }: Ising): boolean => {
    if (isQuarterTurn(angle)) return true;
    const takesIt = isKnown(angle) ? phases !== null : takesOpen;
    return takesIt && phases!.works(a, b);
  };
  return {
    ...circuit,
    operations: circuit.operations.flatMap((operation): readonly Operation[] => {
      if (operation.kind === 'swap') {
        const { a, b, origin } = operation;
        return [...flip(a, b, origin), ...flip(b, a, origin), ...flip(a, b, origin)];
      }
      if (operation.kind !== 'ising' || isOneGate(operation)) return [operation];
      const { a, b, angle, origin } = operation;
      return [...flip(a, b, origin), turn(b, angle, origin), ...flip(a, b, origin)];
    }),
  };
}

/** `ising`, then a swap. */
function swapped({ a, b, angle, origin }: Ising): readonly Step[] {
  return [
    ...flip(a, b, origin),
    turn(b, angle, origin),
    ...flip(b, a, origin),
    ...flip(a, b, origin),
  ];
}

function turn(qubit: number, angle: Angle, origin: number): Turn {
  return { kind: 'turn', qubit, word: turned(angle), origin };
}
