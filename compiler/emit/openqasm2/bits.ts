import {
  casesOf,
  conditionBits,
  type Bit,
  type Condition,
  type Gate,
} from '../../../runtime/program/index.ts';
import type { Names } from '../openqasm3/names.ts';
import { plain, type Line } from '../lines.ts';

/** The outcomes of measurements on the way, in registers that `if` can ask: it compares whole registers only. */
export interface Bits {
  readonly declarations: readonly Line[];
  readonly nameOf: (bit: number) => string;
  /**
   * The values of one register for which all conditions hold, given the bits that may have been written by then; a
   * statement for each is the same as one under the conditions, as no two of them hold at once.
   */
  readonly when: (
    conditions: readonly Condition[],
    written: ReadonlySet<number>,
  ) => readonly string[];
}

type Statement = Pick<Gate, 'conditions'>;

/** Bits that are asked for together share a register; the others stay in those of the source. */
export function bitsFor(
  bits: readonly Bit[],
  statements: readonly Statement[],
  names: Names,
): Bits {
  const groups = groupsOf(bits, statements);
  const named = groups.map((members) => ({
    members,
    name: names.take(bits[members[0]!]!.register),
  }));
  const home = new Map(
    named.flatMap((group) =>
      group.members.map((bit, place) => [bit, { ...group, place }] as const),
    ),
  );
  return {
    declarations: named.map(({ members, name }) => plain(`creg ${name}[${members.length}];`)),
    nameOf: (bit) => `${home.get(bit)!.name}[${home.get(bit)!.place}]`,
    when: (conditions, written) => {
      const [asked] = conditions.flatMap(conditionBits);
      const { members, name } = home.get(asked!)!;
      return valuesWhere(conditions, members, written).map((value) => `if (${name} == ${value})`);
    },
  };
}

/** Lists of bits, each ascending. */
function groupsOf(
  bits: readonly Bit[],
  statements: readonly Statement[],
): readonly (readonly number[])[] {
  const root = bits.map((_, bit) => bit);
  const find = (bit: number): number => (root[bit] === bit ? bit : find(root[bit]!));
  const join = (a: number, b: number): void => {
    root[Math.max(find(a), find(b))] = Math.min(find(a), find(b));
  };
  const asked = new Set<number>();
  for (const { conditions = [] } of statements) {
    const together = conditions.flatMap(conditionBits);
    together.forEach((bit) => {
      asked.add(bit);
      join(together[0]!, bit);
    });
  }
  const free = new Map<string, number>();
  bits.forEach(({ register }, bit) => {
    if (asked.has(bit)) return;
    join(free.get(register) ?? bit, bit);
    free.set(register, free.get(register) ?? bit);
  });
  const members = new Map<number, number[]>();
  bits.forEach((_, bit) => members.set(find(bit), [...(members.get(find(bit)) ?? []), bit]));
  return [...members.values()];
}

/** Values of the register, bit 0 the least, ascending; bits that nobody has written are 0. */
function valuesWhere(
  conditions: readonly Condition[],
  members: readonly number[],
  written: ReadonlySet<number>,
): readonly number[] {
  const values = casesOf(conditions).flatMap((fixed) => {
    const known = new Map(fixed.map(({ bit, value }) => [bit, value]));
    return members.reduce<readonly number[]>(
      (sums, bit, place) => {
        const open: readonly number[] = written.has(bit) ? [0, 1] : [0];
        const value = known.get(bit);
        const choices = value === undefined ? open : open.filter((one) => one === value);
        return choices.flatMap((one) => sums.map((sum) => sum + one * 2 ** place));
      },
      [0],
    );
  });
  return values.sort((a, b) => a - b);
}
