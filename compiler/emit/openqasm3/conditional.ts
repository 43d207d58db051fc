import { decide, type Gate, type KnownBits } from '../../../runtime/program/index.ts';
import { nested, type Nested } from '../../passes/nested.ts';
import { plain, type Line } from '../lines.ts';

type Statement = Pick<Gate, 'conditions' | 'origin'>;

/**
 * A line for each statement, with its `if`s around it. A condition on several bits becomes `if`s within each other, as
 * readers know conditions on a single bit only (Qiskit 2.6).
 */
export function conditionalLines<Item extends Statement>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  bitName: (bit: number) => string,
): readonly Line[] {
  const linesOf = (parts: readonly Nested<Item>[], around: KnownBits): readonly Line[] =>
    parts.flatMap((part): readonly Line[] => {
      if (part.kind === 'item') return [{ text: textOf(part.item), origin: part.item.origin }];
      return decide<readonly Line[]>(
        part.condition,
        {
          yes: (known) => linesOf(part.then, known),
          no: (known) => linesOf(part.otherwise, known),
          ask: (bit, one, zero) => branch(bitName(bit), one, zero, part.first.origin),
        },
        around,
      );
    });
  return linesOf(nested(items), new Map());
}

function branch(
  bit: string,
  one: readonly Line[],
  zero: readonly Line[],
  origin: number,
): readonly Line[] {
  const block = (head: string, body: readonly Line[]): readonly Line[] => [
    { text: head, origin },
    ...body.map((line) => ({ ...line, text: `  ${line.text}` })),
  ];
  if (one.length === 0 && zero.length === 0) return [];
  if (one.length === 0) return [...block(`if (!${bit}) {`, zero), plain('}')];
  const then = block(`if (${bit}) {`, one);
  return zero.length === 0
    ? [...then, plain('}')]
    : [...then, ...block('} else {', zero), plain('}')];
}
