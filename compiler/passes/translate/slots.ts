import { nextVariable, variablesOf, variableTurn, type Computed } from '../canonical/computed.ts';
import { join, splitHead, turned, type Word } from '../canonical/word.ts';

/** What is computed so far, and room for more. */
export interface Slots {
  readonly computed: readonly Computed[];
  /**
   * The word as `rz`, `ry` and `rz` of angles that a bind program gives. An open `rz` at its beginning stays outside:
   * it only adds to the first angle.
   */
  turn(word: Word): Word;
}

/** @param leaves of the circuit, behind which the variables come */
export function createSlots(leaves: number, given: readonly Computed[]): Slots {
  const computed = [...given];
  let next = nextVariable(leaves, computed);
  return {
    computed,
    turn: (word) => {
      const { head, rest } = splitHead(word);
      const one: Computed = { kind: 'turn', word: rest };
      const place = next;
      computed.push(one);
      next += variablesOf(one);
      return join(turned(head), variableTurn(place));
    },
  };
}
