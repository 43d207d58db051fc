import type { Expression } from '../../grammar/tree.ts';
import type { ColumnReference } from '../../runtime/program/index.ts';
import { numberIn } from './reader.ts';

/** A column: its name, a list of names, a position or a range of positions. */
export function columnOf(expression: Expression): ColumnReference | undefined {
  if (expression.kind === 'string') return { kind: 'name', name: expression.value };
  if (expression.kind === 'join') {
    const names = expression.parts.flatMap((part) => (part.kind === 'string' ? [part.value] : []));
    return names.length === expression.parts.length ? { kind: 'names', names } : undefined;
  }
  if (expression.kind === 'range') {
    const [start, stop] = [numberIn(expression.start), numberIn(expression.end)];
    return start === undefined || stop === undefined ? undefined : { kind: 'range', start, stop };
  }
  const index = numberIn(expression);
  return index === undefined ? undefined : { kind: 'index', index };
}
