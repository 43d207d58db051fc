import {
  notCondition,
  type Condition,
  conditionBits,
  type Gate,
} from '../../runtime/program/index.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { describe } from './describe.ts';
import { textAt, type Frame } from './frame.ts';
import { refuse } from './report.ts';
import { numberOf } from './tensor.ts';
import { union, type Outcome, type Value } from './value.ts';

/** What the `if`s on measured bits around a gate add to it. */
export function underConditions({ conditions }: Frame): Pick<Gate, 'conditions'> {
  return conditions.length === 0 ? {} : { conditions };
}

/** Sources that reach a gate by the bits it depends on. */
export function conditionSources({ conditions, elaboration }: Frame): ReadonlySet<string> {
  const bits = conditions.flatMap(conditionBits);
  return union(...bits.map((bit) => elaboration.quantum.bits[bit]!.sources));
}

/** One bit where one is wanted. */
export function singleOutcome(frame: Frame, outcome: Outcome, at: Location): Condition {
  const [first, ...more] = outcome.entries;
  if (first !== undefined && more.length === 0) return first;
  const text = textAt(frame, at);
  return refuse(
    'type-mismatch',
    'default',
    at,
    { what: `\`${text}\``, found: describe(outcome), wanted: 'a single bit' },
    { help: `Name the bit: \`${text}[0]\`; several are joined by \`and\`, \`or\`, \`==\`.` },
  );
}

export function notOutcome(frame: Frame, outcome: Outcome, at: Location): Outcome {
  return outcomeOf(notCondition(singleOutcome(frame, outcome, at)));
}

/** `and`, `or`, `==` and `!=` where a side is a measured bit; the other may be one, `true`, `false`, 0 or 1. */
export function combinedOutcome(
  frame: Frame,
  operator: string,
  left: { readonly value: Value; readonly at: Location },
  right: { readonly value: Value; readonly at: Location },
): Value | undefined {
  const [a, b] = [left, right].map(({ value, at }) =>
    value.kind === 'outcome' ? singleOutcome(frame, value, at) : truthOf(value, operator),
  );
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case 'and':
      if (typeof a === 'boolean') return a ? decided(b) : decided(false);
      if (typeof b === 'boolean') return b ? decided(a) : decided(false);
      return outcomeOf({ kind: 'and', left: a, right: b });
    case 'or':
      if (typeof a === 'boolean') return a ? decided(true) : decided(b);
      if (typeof b === 'boolean') return b ? decided(true) : decided(a);
      return outcomeOf({ kind: 'or', left: a, right: b });
    case '==':
      return decided(same(a, b));
    case '!=':
      return decided(opposite(same(a, b)));
    default:
      return undefined;
  }
}

function outcomeOf(condition: Condition): Outcome {
  return { kind: 'outcome', entries: [condition] };
}

function decided(condition: Condition | boolean): Value {
  return typeof condition === 'boolean'
    ? { kind: 'boolean', value: condition }
    : outcomeOf(condition);
}

function same(a: Condition | boolean, b: Condition | boolean): Condition | boolean {
  if (typeof a === 'boolean') return a ? b : opposite(b);
  if (typeof b === 'boolean') return b ? a : opposite(a);
  return { kind: 'same', left: a, right: b };
}

function opposite(condition: Condition | boolean): Condition | boolean {
  return typeof condition === 'boolean' ? !condition : notCondition(condition);
}

/** Numbers are compared with a bit, not joined to it. */
function truthOf(value: Value, operator: string): boolean | undefined {
  if (value.kind === 'boolean') return value.value;
  const number = value.kind === 'tensor' ? numberOf(value) : undefined;
  const isBit = number === 0 || number === 1;
  return isBit && (operator === '==' || operator === '!=') ? number === 1 : undefined;
}
