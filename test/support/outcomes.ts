import fc from 'fast-check';
import { mapBits, type Circuit, type Condition, type Gate } from '../../runtime/program/index.ts';

/** What happens before a gate, and what the gate depends on. */
export interface Turn {
  readonly kind: 'keep' | 'measure' | 'reset';
  readonly qubit: number;
  /** Over bits whose numbers are taken modulo those there are. */
  readonly conditions: readonly Condition[];
}

const MOST_BITS = 8;

const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    fc.nat({ max: MOST_BITS - 1 }).map((bit): Condition => ({ kind: 'bit', bit })),
    tie('tree').map((of): Condition => ({ kind: 'not', of })),
    fc
      .record({
        kind: fc.constantFrom('and' as const, 'or' as const, 'same' as const),
        left: tie('tree'),
        right: tie('tree'),
      })
      .map((both): Condition => both),
  ),
}));

export function turns(count: number): fc.Arbitrary<Turn[]> {
  const turn = fc.record({
    kind: fc.constantFrom('keep' as const, 'keep' as const, 'measure' as const, 'reset' as const),
    qubit: fc.nat(),
    conditions: fc.array(tree, { maxLength: 2 }),
  });
  return fc.array(turn, { minLength: count, maxLength: count });
}

/** Before each gate a measurement or a reset, or none; the gate and those depend on the bits that there are. */
export function withOutcomes(circuit: Circuit, list: readonly Turn[]): Circuit {
  let bits = 0;
  const under = (conditions: readonly Condition[]): Pick<Gate, 'conditions'> =>
    bits === 0 || conditions.length === 0
      ? {}
      : { conditions: conditions.map((one) => mapBits(one, (bit) => bit % bits)) };
  const gates = circuit.gates.flatMap((gate, index): Gate[] => {
    if (gate.name === 'prepare') return [gate];
    const { kind, qubit, conditions } = list[index % list.length]!;
    const { when, origin } = gate;
    const on = { qubits: [qubit % circuit.qubits.length], controls: [], angles: [], when, origin };
    const now = index % 2 === 0 ? under(conditions.slice(0, 1)) : {};
    const before: Gate[] = [];
    if (kind === 'reset') before.push({ ...on, name: 'reset', ...now });
    if (kind === 'measure' && bits < MOST_BITS)
      before.push({ ...on, name: 'measure', bit: bits++, ...now });
    return [...before, { ...gate, ...under(conditions) }];
  });
  return {
    ...circuit,
    gates,
    bits: Array.from({ length: bits }, (_, index) => ({ register: 'm', index })),
  };
}
