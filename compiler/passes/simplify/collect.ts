import { isHalfTurn, isWholeTurns, negative, plus } from '../canonical/angle.ts';
import type { Canonical, Ising, Operation } from '../canonical/operation.ts';
import {
  fixed,
  isNothing,
  join,
  monomialWord,
  nothing,
  splitTail,
  type Word,
} from '../canonical/word.ts';

/** What is waiting on a qubit, and how far diagonal gates on it reach back. */
interface Wire {
  word: Word;
  /** Where the word's gates come from: the latest of them. */
  origin: number;
  /** Counts the gates that are not diagonal: what stands in one age commutes on this qubit. */
  age: number;
}

/** The place of an `ising` among the operations, while nothing but diagonal gates followed on its qubits. */
interface Standing {
  readonly index: number;
  readonly ages: readonly [number, number];
}

/**
 * Joins what meets on a qubit into one word, moves turns and flips towards the end past `ising`, and adds up the
 * `ising` of a pair that only diagonal gates keep apart: whole turns vanish, half turns become a turn of each qubit.
 * Runs until nothing changes. CNOTs that share a target are `ising` between Hadamards, which cancel, so they commute
 * here too.
 *
 * Preserves the unitary up to global phase.
 */
export function collect(circuit: Canonical): Canonical {
  let { operations } = circuit;
  for (;;) {
    const next = collectOnce(circuit.qubits, operations);
    if (next.length >= operations.length) return { ...circuit, operations: next };
    operations = next;
  }
}

function collectOnce(qubits: number, source: readonly Operation[]): readonly Operation[] {
  const wires = Array.from({ length: qubits }, (): Wire => ({ word: nothing, origin: 0, age: 0 }));
  const operations: (Operation | undefined)[] = [];
  const standing = new Map<number, Standing>();

  const add = (qubit: number, word: Word, origin: number): void => {
    const wire = wires[qubit]!;
    wire.word = join(wire.word, word);
    wire.origin = origin;
  };
  const write = (qubit: number, word: Word, origin: number): void => {
    if (!isNothing(word)) operations.push({ kind: 'turn', qubit, word, origin });
  };
  /** Writes what is not a turn or a flip. Says whether the rest flips. */
  const settle = (qubit: number): boolean => {
    const wire = wires[qubit]!;
    if (wire.word === nothing) return false;
    const { body, tail } = splitTail(wire.word);
    if (body !== nothing) {
      write(qubit, body, wire.origin);
      wire.age += 1;
    }
    wire.word = monomialWord(tail);
    return tail.flips;
  };
  const flush = (qubit: number): void => {
    const wire = wires[qubit]!;
    write(qubit, wire.word, wire.origin);
    wire.word = nothing;
    wire.age += 1;
  };

  const ising = ({ a, b, angle: given, origin }: Ising): void => {
    const flips = settle(a) !== settle(b);
    const angle = flips ? negative(given) : given;
    const key = a < b ? a * qubits + b : b * qubits + a;
    const ages: [number, number] =
      a < b ? [wires[a]!.age, wires[b]!.age] : [wires[b]!.age, wires[a]!.age];
    const before = standing.get(key);
    const meets = before?.ages[0] === ages[0] && before.ages[1] === ages[1];
    const earlier = meets ? (operations[before.index] as Ising | undefined) : undefined;
    const sum = earlier === undefined ? angle : plus(earlier.angle, angle);
    if (earlier !== undefined) operations[before!.index] = undefined;
    if (isWholeTurns(sum)) standing.delete(key);
    else if (isHalfTurn(sum)) {
      standing.delete(key);
      add(a, HALF, origin);
      add(b, HALF, origin);
    } else if (earlier !== undefined) {
      operations[before!.index] = { ...earlier, angle: sum };
    } else {
      standing.set(key, { index: operations.length, ages });
      operations.push({ kind: 'ising', a, b, angle, origin });
    }
  };

  for (const operation of source) {
    switch (operation.kind) {
      case 'turn':
        add(operation.qubit, operation.word, operation.origin);
        break;
      case 'ising':
        ising(operation);
        break;
      case 'swap': {
        const { a, b } = operation;
        const [left, right] = [wires[a]!, wires[b]!];
        [left.word, right.word] = [right.word, left.word];
        [left.origin, right.origin] = [right.origin, left.origin];
        left.age += 1;
        right.age += 1;
        operations.push(operation);
        break;
      }
      case 'fence':
        for (const qubit of operation.qubits) flush(qubit);
        operations.push(operation);
    }
  }
  wires.forEach((_, qubit) => {
    flush(qubit);
  });
  return operations.filter((each) => each !== undefined);
}

const HALF: Word = fixed([0, 0, 0, 1]);
