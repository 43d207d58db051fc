import { moveMeasurement } from '../../../runtime/program/index.ts';
import { flip } from '../blocks/flip.ts';
import { plus, type Angle } from '../canonical/angle.ts';
import { movedOperation } from '../canonical/moved.ts';
import {
  entanglersOf,
  qubitsOf,
  type Canonical,
  type Ising,
  type Operation,
} from '../canonical/operation.ts';
import { asMonomial, turned } from '../canonical/word.ts';
import { lineTwine, star } from './twine.ts';

/** A circuit, and the qubit on which each qubit's state is at its end. */
export interface Twined {
  readonly circuit: Canonical;
  readonly end: readonly number[];
}

/** So few qubits are no matter. */
const LEAST = 4;

/** Which qubits meet in a twine: neighbours on a line, or any two. */
export type Meeting = 'line' | 'any';

/** What an entangler of the text counts against one of a twine: on a line, where all else takes swaps, more. */
const WEIGHT: Readonly<Record<Meeting, number>> = { line: 3, any: 1 };

/**
 * Writes `ising` between most pairs of some qubits as `cx` that bring about the parity of every pair in turn, and a turn
 * of each, where that takes fewer entanglers; along the line of these qubits in their order without any swap. Qubits
 * end on others than they started on.
 *
 * Preserves the unitary up to global phase and that exchange.
 */
export function writeTwines(source: Canonical, meeting: Meeting): Twined {
  const wire = Array.from({ length: source.qubits }, (_, qubit) => qubit);
  const operations: Operation[] = [];
  /** `ising` that commute, and their qubits as the source has them. */
  let region: Ising[] = [];
  const touched = new Set<number>();
  const flush = (): void => {
    for (const part of componentsOf(region)) {
      operations.push(...(twined(part, wire, meeting) ?? part.map((each) => movedOn(each, wire))));
    }
    region = [];
    touched.clear();
  };
  for (const operation of source.operations) {
    if (operation.kind === 'ising') {
      region.push(operation);
      touched.add(operation.a).add(operation.b);
      continue;
    }
    if (!passes(operation) && qubitsOf(operation).some((qubit) => touched.has(qubit))) flush();
    operations.push(movedOn(operation, wire));
  }
  flush();
  return {
    circuit: {
      ...source,
      operations,
      measurements: source.measurements.map((each) =>
        moveMeasurement(each, (qubit) => wire[qubit]!),
      ),
    },
    end: wire,
  };
}

function movedOn(operation: Operation, wire: readonly number[]): Operation {
  return movedOperation(operation, (qubit) => wire[qubit]!);
}

/** Does it commute with every `ising`? */
function passes(operation: Operation): boolean {
  return operation.kind === 'turn' && asMonomial(operation.word)?.flips === false;
}

/** Gates whose qubits hang together. */
function componentsOf(gates: readonly Ising[]): readonly (readonly Ising[])[] {
  const group = new Map<number, Ising[]>();
  for (const gate of gates) {
    const [left, right] = [group.get(gate.a) ?? [], group.get(gate.b) ?? []];
    const [from, into] = left.length < right.length ? [left, right] : [right, left];
    if (from !== into) into.push(...from);
    into.push(gate);
    for (const { a, b } of from === into ? [gate] : [...from, gate]) {
      group.set(a, into);
      group.set(b, into);
    }
  }
  return [...new Set(group.values())];
}

/** Undefined where it is no gain; else `wire` changes. */
function twined(
  gates: readonly Ising[],
  wire: number[],
  meeting: Meeting,
): readonly Operation[] | undefined {
  const cost = WEIGHT[meeting] * gates.reduce((sum, { angle }) => sum + entanglersOf(angle), 0);
  const qubits = [...new Set(gates.flatMap(({ a, b }) => [a, b]))];
  const size = qubits.length;
  if (size < LEAST || cost <= (size * (size - 1)) / 2) return undefined;
  qubits.sort((p, q) => wire[p]! - wire[q]!);
  const line = qubits.map((qubit) => wire[qubit]!);
  const placeOf = new Map(qubits.map((qubit, place) => [qubit, place]));
  const angles = new Map<number, Angle>();
  const keyOf = (p: number, q: number): number => Math.min(p, q) * size + Math.max(p, q);
  for (const { a, b, angle } of gates) {
    const key = keyOf(placeOf.get(a)!, placeOf.get(b)!);
    const there = angles.get(key);
    angles.set(key, there === undefined ? angle : plus(there, angle));
  }
  const {
    steps,
    cost: own,
    end,
  } = (meeting === 'line' ? lineTwine : star)(size, (p, q) => angles.has(keyOf(p, q)));
  if (own >= cost) return undefined;
  const { origin } = gates[0]!;
  qubits.forEach((qubit, place) => {
    wire[qubit] = line[end[place]!]!;
  });
  return steps.flatMap((step): readonly Operation[] => {
    if (step.kind === 'cx') return flip(line[step.control]!, line[step.target]!, origin);
    const angle = angles.get(keyOf(...step.of))!;
    return [{ kind: 'turn', qubit: line[step.place]!, word: turned(angle), origin }];
  });
}
