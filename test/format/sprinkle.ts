import fc from 'fast-check';
import { parse } from '../../grammar/index.ts';
import type { GateOperation, Param } from '../../grammar/tree.ts';
import { tokenSpans } from '../grammar/support.ts';

/** What may stand between two tokens; `#` becomes a number, so that every comment is another one. */
const gaps = [
  ...[' ', '   ', '\t', '\n', '\n\n\n\n', '\n      '],
  ...[' // beside #\n', '\n// above #\n', '\n\n// apart #\n\n', ' //#\n//! file #\n/// doc #\n'],
];

/** A text with other blanks and line ends between its tokens, and with more comments. */
export function sprinkled(text: string): fc.Arbitrary<string> {
  const spans = tokenSpans(text);
  const fixed = tied(text);
  return fc
    .array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 })
    .map((picks) => new Map(picks.map(([at, which]) => [at % (spans.length + 1), which])))
    .map((picks) => {
      const pieces: string[] = [];
      let end = 0;
      [...spans, { start: text.length, end: text.length }].forEach((span, index) => {
        const gap = text.slice(end, span.start);
        const which = fixed.has(span.start) ? undefined : picks.get(index);
        pieces.push(which === undefined ? gap : changed(gap, which, index));
        pieces.push(text.slice(span.start, span.end));
        end = span.end;
      });
      return pieces.join('');
    });
}

function changed(gap: string, which: number, index: number): string {
  const added = gaps[which % gaps.length]!.replaceAll('#', String(index));
  return gap.includes('//') ? `${gap}${added}` : added;
}

/**
 * Tokens that stay on the line of the one before: the first operand of an operation, as the language has it, and names
 * and types around a `:`, which at the start of a line the parser would take for a setting or a circuit of their own.
 */
function tied(text: string): Set<number> {
  const starts = new Set<number>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isOperation(value)) starts.add(value.operands[0]!.span.start);
    if (isTyped(value)) starts.add(value.name.span.start).add(value.type.span.start);
    Object.values(value).forEach(walk);
  };
  walk(parse(text).tree);
  return starts;
}

function isOperation(value: object): value is GateOperation {
  return 'kind' in value && value.kind === 'operation';
}

function isTyped(value: object): value is Param {
  return 'type' in value && value.type !== null;
}
