import { parse } from '../../grammar/index.ts';
import type { Expression, Name, SourceFile, Span } from '../../grammar/tree.ts';

/** A right program with one thing wrong in it. */
export interface SingleMistake {
  readonly what: string;
  readonly text: string;
  /** How many errors it may give: one, or one for each name that went with a declaration. */
  readonly most: number;
}

/** Every single mistake of four kinds that can be made in a text: a use renamed, a size changed, a declaration gone, operands swapped. */
export function singleMistakes(text: string): SingleMistake[] {
  const { tree } = parse(text);
  return [
    ...renamed(text, tree),
    ...resized(text, tree),
    ...deleted(text, tree),
    ...swapped(text, tree),
  ];
}

function renamed(text: string, tree: SourceFile): SingleMistake[] {
  return usesIn(tree).map(({ text: name, span }) => ({
    what: `\`${name}\` at ${span.start} renamed`,
    text: replaced(text, span, `${name}zz`),
    most: 1,
  }));
}

function resized(text: string, tree: SourceFile): SingleMistake[] {
  return numbersIn(tree).map(({ digits, span }) => ({
    what: `${digits} at ${span.start} made larger`,
    text: replaced(text, span, String(Number(digits) + 1)),
    most: 1,
  }));
}

function deleted(text: string, tree: SourceFile): SingleMistake[] {
  return tree.declarations.flatMap((declaration) => {
    const body = declaration.kind === 'model' ? declaration.items : [];
    return [declaration, ...body].map((one) => ({
      what: `\`${one.kind}\` at ${one.span.start} deleted`,
      text: replaced(text, one.span, ''),
      most: one.kind === 'register' ? one.wires.length : 1,
    }));
  });
}

function swapped(text: string, tree: SourceFile): SingleMistake[] {
  const items = tree.declarations.flatMap((one) => (one.kind === 'model' ? one.items : []));
  return items.flatMap((item) => {
    const operands = 'operands' in item ? item.operands : [];
    const [first, second] = operands;
    if (first === undefined || second === undefined) return [];
    const [a, b] = [first.span, second.span].map(({ start, end }) => text.slice(start, end));
    return [
      {
        what: `operands at ${first.span.start} swapped`,
        text: replaced(replaced(text, second.span, a!), first.span, b!),
        most: 1,
      },
    ];
  });
}

function replaced(text: string, { start, end }: Span, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}

/** Names that are used: of calls and of operands. */
function usesIn(tree: SourceFile): Name[] {
  const uses: Name[] = [];
  visit(tree, (node) => {
    if ((node.kind === 'call' || node.kind === 'wire') && 'name' in node)
      uses.push(node.name as Name);
  });
  return uses;
}

function numbersIn(tree: SourceFile): Extract<Expression, { kind: 'number' }>[] {
  const numbers: Extract<Expression, { kind: 'number' }>[] = [];
  visit(tree, (node) => {
    const number = node as Extract<Expression, { kind: 'number' }>;
    if (node.kind === 'number' && number.integer && number.unit === null) numbers.push(number);
  });
  return numbers;
}

function visit(value: unknown, seen: (node: { readonly kind: unknown }) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, seen);
  else if (typeof value === 'object' && value !== null) {
    if ('kind' in value) seen(value);
    for (const part of Object.values(value)) visit(part, seen);
  }
}
