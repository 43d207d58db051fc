import type { Expression } from '../../grammar/openqasm/index.ts';
import { exact, type Affine } from '../../runtime/program/index.ts';
import { counted } from '../3-elaborate/report.ts';
import { refuse, silently, textAt, type Frame, type Value } from './reading.ts';

/** A number that may depend on inputs. */
export function affineOf(frame: Frame, expression: Expression): Affine {
  const value = frame.rules.expression(frame, expression);
  if (value.kind === 'failed') silently();
  const wrong = (found: string): never =>
    refuse(frame, 'type-mismatch', 'default', expression.span, {
      what: `\`${textAt(frame, expression.span)}\``,
      found,
      wanted: 'a number',
    });
  if (value.kind !== 'number') return wrong(described(value));
  const parts = [value.value.constant, ...value.value.terms.map((term) => term.coefficient)];
  return parts.every((part) => Number.isFinite(exact.toNumber(part)))
    ? value.value
    : wrong('not finite');
}

/** A whole number known before the circuit runs. */
export function integerOf(frame: Frame, expression: Expression, wanted: string): number {
  const { constant, terms } = affineOf(frame, expression);
  const value = exact.asInteger(constant);
  if (terms.length === 0 && value !== undefined) return value;
  return refuse(frame, 'type-mismatch', 'default', expression.span, {
    what: `\`${textAt(frame, expression.span)}\``,
    found: terms.length > 0 ? 'an input' : 'no whole number',
    wanted,
  });
}

/** What a value is, in words. */
export function described(value: Value): string {
  switch (value.kind) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a truth value';
    case 'qubits':
      return value.single ? 'a qubit' : counted(value.members.length, 'qubit');
    case 'bits':
      return value.single ? 'a measured bit' : counted(value.members.length, 'measured bit');
    case 'failed':
      return 'unknown';
  }
}
