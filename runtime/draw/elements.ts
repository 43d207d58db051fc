import { exact, type Exact, type Node, type Program, type SliceAxis } from '../program/index.ts';

/** What one element of a node is made of: another element, a number, a calculation, or only its own name. */
export type Parts =
  | { readonly kind: 'element'; readonly node: number; readonly element: number }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'name' }
  | { readonly kind: 'apply'; readonly symbol: string; readonly parts: readonly ElementOf[] };

interface ElementOf {
  readonly node: number;
  readonly element: number;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  power: '^',
  remainder: '%',
};

/** One element (flat, row-major) of a node that was written inside a circuit, in terms of its inputs' elements. */
export function partsOfElement(program: Program, node: Node, flat: number): Parts {
  const { operation } = node;
  const [first = 0] = node.inputs;
  const sizeOf = (index: number): number => size(program.nodes[index]!.shape);
  switch (operation.kind) {
    case 'constant':
      return { kind: 'number', value: shortNumber(operation.values[flat] ?? 0) };
    case 'reshape':
      return { kind: 'element', node: first, element: flat };
    case 'pad':
      return flat < sizeOf(first)
        ? { kind: 'element', node: first, element: flat }
        : { kind: 'number', value: '0' };
    case 'slice':
      return {
        kind: 'element',
        node: first,
        element: sliced(program.nodes[first]!.shape, operation.axes, flat),
      };
    case 'transpose': {
      const [rows = 1, columns = 1] = program.nodes[first]!.shape;
      return {
        kind: 'element',
        node: first,
        element: (flat % rows) * columns + Math.floor(flat / rows),
      };
    }
    case 'join':
    case 'stack': {
      let rest = flat;
      for (const part of node.inputs) {
        if (rest < sizeOf(part)) return { kind: 'element', node: part, element: rest };
        rest -= sizeOf(part);
      }
      return { kind: 'name' };
    }
    case 'unary':
      return { kind: 'apply', symbol: operation.function, parts: [{ node: first, element: flat }] };
    case 'binary': {
      // A shorter operand is repeated over the leading axes, so its element is the remainder.
      const parts = node.inputs.map((input) => ({ node: input, element: flat % sizeOf(input) }));
      return { kind: 'apply', symbol: SYMBOLS[operation.function] ?? '?', parts };
    }
    default:
      return { kind: 'name' };
  }
}

function sliced(shape: readonly number[], axes: readonly SliceAxis[], flat: number): number {
  const kept = axes.map((axis) =>
    axis.kind === 'index' ? 1 : Math.ceil((axis.stop - axis.start) / axis.step),
  );
  const position = unravel(flat, kept);
  const source = axes.map((axis, i) =>
    axis.kind === 'index' ? axis.index : axis.start + axis.step * position[i]!,
  );
  // Axes that the slice does not mention are whole.
  const trailing = size(shape.slice(axes.length));
  const inner = trailing === 1 ? 0 : flat % trailing;
  return source.reduce((sum, at, axis) => sum * shape[axis]! + at, 0) * trailing + inner;
}

/** The position of a flat row-major element. */
export function unravel(flat: number, shape: readonly number[]): number[] {
  const position: number[] = [];
  for (const length of shape.toReversed()) {
    position.unshift(flat % length);
    flat = Math.floor(flat / length);
  }
  return position;
}

/** How many elements a shape has. */
function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Four digits, or a multiple of π/4. */
export function shortNumber(value: number): string {
  const multiple = value / Math.PI;
  if (value !== 0 && Number.isInteger(multiple * 4))
    return exact.exactText(piFraction(multiple * 4)).replaceAll('pi', 'π');
  return String(Number(value.toPrecision(4)));
}

function piFraction(quarters: number): Exact {
  return exact.multiply(exact.fraction(quarters, 4), exact.pi);
}
