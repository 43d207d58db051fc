/** What must hold of measured bits; bits are indices into `Circuit.bits`. */
export type Condition =
  | { readonly kind: 'bit'; readonly bit: number }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'and' | 'or' | 'same';
      readonly left: Condition;
      readonly right: Condition;
    };

/** The opposite, without a double negation. */
export function notCondition(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}

/** Bits that it speaks of, each once, in the order they are named. */
export function conditionBits(condition: Condition): readonly number[] {
  switch (condition.kind) {
    case 'bit':
      return [condition.bit];
    case 'not':
      return conditionBits(condition.of);
    case 'and':
    case 'or':
    case 'same':
      return [...new Set([...conditionBits(condition.left), ...conditionBits(condition.right)])];
  }
}

/** The condition with its bits renamed. */
export function mapBits(condition: Condition, rename: (bit: number) => number): Condition {
  switch (condition.kind) {
    case 'bit':
      return { kind: 'bit', bit: rename(condition.bit) };
    case 'not':
      return { kind: 'not', of: mapBits(condition.of, rename) };
    case 'and':
    case 'or':
    case 'same':
      return {
        kind: condition.kind,
        left: mapBits(condition.left, rename),
        right: mapBits(condition.right, rename),
      };
  }
}

/** Bits whose values are known on the way through a condition. */
export type KnownBits = ReadonlyMap<number, boolean>;

/** What follows from a condition, for the bits that are known by then. */
export interface Ways<Result> {
  readonly yes: (known: KnownBits) => Result;
  readonly no: (known: KnownBits) => Result;
  /** Joins what follows when the bit is 1 and when it is 0. */
  readonly ask: (bit: number, one: Result, zero: Result) => Result;
}

/** The condition as questions about one bit at a time; no bit is asked twice on one way through. */
export function decide<Result>(
  condition: Condition,
  ways: Ways<Result>,
  known: KnownBits = new Map(),
): Result {
  const { yes, no, ask } = ways;
  switch (condition.kind) {
    case 'bit': {
      const value = known.get(condition.bit);
      if (value !== undefined) return value ? yes(known) : no(known);
      const one = yes(new Map(known).set(condition.bit, true));
      const zero = no(new Map(known).set(condition.bit, false));
      return ask(condition.bit, one, zero);
    }
    case 'not':
      return decide(condition.of, { yes: no, no: yes, ask }, known);
    case 'and': {
      const right: Ways<Result>['yes'] = (all) => decide(condition.right, ways, all);
      return decide(condition.left, { yes: right, no, ask }, known);
    }
    case 'or': {
      const right: Ways<Result>['no'] = (all) => decide(condition.right, ways, all);
      return decide(condition.left, { yes, no: right, ask }, known);
    }
    case 'same': {
      const alike: Ways<Result>['yes'] = (all) => decide(condition.right, ways, all);
      const unlike: Ways<Result>['no'] = (all) =>
        decide(condition.right, { yes: no, no: yes, ask }, all);
      return decide(condition.left, { yes: alike, no: unlike, ask }, known);
    }
  }
}

/** One way for a condition to hold: these bits have these values. */
export type Case = readonly { readonly bit: number; readonly value: 0 | 1 }[];

/** The ways for all of these conditions to hold; no two of them hold at once. */
export function casesOf(conditions: readonly Condition[]): readonly Case[] {
  const [first, ...more] = conditions;
  if (first === undefined) return [[]];
  const all = more.reduce<Condition>((left, right) => ({ kind: 'and', left, right }), first);
  return decide<readonly Case[]>(all, {
    yes: () => [[]],
    no: () => [],
    ask: (bit, one, zero) => [
      ...one.map((rest): Case => [{ bit, value: 1 }, ...rest]),
      ...zero.map((rest): Case => [{ bit, value: 0 }, ...rest]),
    ],
  });
}

const STRENGTH = { or: 1, and: 2, same: 3, not: 4, bit: 5 } as const;

/**
 * In the language's own words: `m[0] and not m[1]`.
 * @param nameOf how a bit is written
 */
export function conditionText(condition: Condition, nameOf: (bit: number) => string): string {
  const inner = (part: Condition, least: number): string => {
    const text = conditionText(part, nameOf);
    return STRENGTH[part.kind] < least ? `(${text})` : text;
  };
  switch (condition.kind) {
    case 'bit':
      return nameOf(condition.bit);
    case 'not': {
      const { of } = condition;
      if (of.kind !== 'same') return `not ${inner(of, STRENGTH.not)}`;
      return `${inner(of.left, STRENGTH.bit)} != ${inner(of.right, STRENGTH.bit)}`;
    }
    case 'and':
    case 'or': {
      const least = STRENGTH[condition.kind];
      return `${inner(condition.left, least)} ${condition.kind} ${inner(condition.right, least)}`;
    }
    case 'same':
      return `${inner(condition.left, STRENGTH.bit)} == ${inner(condition.right, STRENGTH.bit)}`;
  }
}
