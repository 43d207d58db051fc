import { isKnown } from '../canonical/angle.ts';
import { nextVariable, variable, variablesOf, type Computed } from '../canonical/computed.ts';
import { rotated } from '../canonical/frames.ts';
import type { Canonical, Operation, Turn } from '../canonical/operation.ts';
import { turned, type Word } from '../canonical/word.ts';

/**
 * Writes each `ising` of an open angle as one of an angle in [0, pi/2], which is computed when values are known, with a
 * flip of one qubit around it and half a turn of both behind it, each there or not: one gate of a device that takes no
 * other angles, instead of two `cz`.
 *
 * Preserves the unitary up to global phase, for all values.
 */
export function foldOpenPhases(circuit: Canonical): Canonical {
  const { leaves, computed: given = [] } = circuit;
  const computed: Computed[] = [...given];
  let next = nextVariable(leaves.length, computed);
  const operations = circuit.operations.flatMap((operation): readonly Operation[] => {
    if (operation.kind !== 'ising' || isKnown(operation.angle)) return [operation];
    const { a, b, angle, origin } = operation;
    const one: Computed = { kind: 'fold', angle };
    const [folded, flip, half] = [variable(next), variable(next + 1), variable(next + 2)];
    computed.push(one);
    next += variablesOf(one);
    const turn = (qubit: number, word: Word): Turn => ({ kind: 'turn', qubit, word, origin });
    return [
      turn(a, rotated('rx', flip)),
      { ...operation, angle: folded },
      turn(a, rotated('rx', flip)),
      turn(a, turned(half)),
      turn(b, turned(half)),
    ];
  });
  return { ...circuit, operations, computed };
}
