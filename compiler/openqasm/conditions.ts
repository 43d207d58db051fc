import type { Binary, Expression } from '../../grammar/openqasm/index.ts';
import { described, integerOf } from './numbers.ts';
import type { Condition } from './program.ts';
import { refuse, silently, textAt, unsupported, type Frame, type Items } from './reading.ts';

/** A condition that is known now, or one on bits that the circuit measures. */
export function conditionOf(frame: Frame, expression: Expression): boolean | Condition {
  if (expression.kind === 'unary' && expression.operator === '!') {
    const inner = conditionOf(frame, expression.operand);
    return typeof inner === 'boolean' ? !inner : opposite(inner);
  }
  if (expression.kind === 'binary' && ['==', '!='].includes(expression.operator)) {
    const compared = comparison(frame, expression);
    if (compared) return compared;
  }
  const bits = bitsOf(frame, expression);
  if (bits !== null) {
    if (!bits.single)
      unsupported(
        frame,
        expression.span,
        'A register as a condition',
        'it is no truth value',
        'Compare it with a number.',
      );
    return { bits: bits.members, value: 1, holds: 'equal', start: frame.operations.length };
  }
  const value = frame.rules.expression(frame, expression);
  if (value.kind === 'failed') silently();
  if (value.kind === 'boolean') return value.value;
  return refuse(frame, 'type-mismatch', 'default', expression.span, {
    what: `\`${textAt(frame, expression.span)}\``,
    found: described(value),
    wanted: 'a truth value',
  });
}

/** The other branch. */
export function opposite(condition: Condition): Condition {
  return { ...condition, holds: condition.holds === 'equal' ? 'unequal' : 'equal' };
}

function comparison(frame: Frame, { operator, left, right }: Binary): Condition | null {
  for (const [side, other] of [[left, right] as const, [right, left] as const]) {
    const bits = bitsOf(frame, side);
    if (bits === null) continue;
    const value =
      other.kind === 'boolean'
        ? Number(other.value)
        : integerOf(frame, other, 'a number to compare bits with');
    return {
      bits: bits.members,
      value,
      holds: operator === '==' ? 'equal' : 'unequal',
      start: frame.operations.length,
    };
  }
  return null;
}

function bitsOf(frame: Frame, expression: Expression): Items | null {
  if (expression.kind !== 'reference') return null;
  const value = frame.rules.expression(frame, expression);
  return value.kind === 'bits' ? value : null;
}
