import {
  exact,
  type Affine,
  type Circuit,
  type Exact,
  type Node,
  type Program,
} from '../program/index.ts';
import { partsOfElement, shortNumber, unravel } from './elements.ts';
import { circuitBodies, isInside, modalitiesOf, pathOf } from './provenance.ts';

/** Says what the angles of a Program's circuits are made of, in the words of its source. */
export interface Namer {
  /** An angle as the source would write it, e.g. `gain[0]*seen[0] + shift[0]` or `π/2`. */
  angle(circuit: Circuit, angle: number): string;
  /** A node's value, or one element of it, e.g. `seen[1]`. */
  element(node: number, element: number): string;
  /** What a node as a whole is called: its `let`, its modality, its weight. */
  name(node: number): string;
}

/** `names` leaves the indices out: what equal gates on many qubits have in common. */
export type Detail = 'elements' | 'names';

const DEEPEST = 6;

export function namer(program: Program, detail: Detail = 'elements'): Namer {
  const bodies = circuitBodies(program);

  const element = (index: number, flat: number, depth = 0): string => {
    const node = program.nodes[index]!;
    if (depth > DEEPEST) return '…';
    if (!isInside(program, bodies, node)) return name(index) + subscript(node, flat);
    const inner = partsOfElement(program, node, flat);
    if (inner.kind === 'element') return element(inner.node, inner.element, depth + 1);
    if (inner.kind === 'number') return inner.value;
    if (inner.kind === 'name') return name(index) + subscript(node, flat);
    const [left = '', right] = inner.parts.map((part) =>
      element(part.node, part.element, depth + 1),
    );
    return right === undefined ? prefixed(inner.symbol, left) : infix(left, inner.symbol, right);
  };

  const name = (index: number): string => {
    const node = program.nodes[index]!;
    const { operation } = node;
    if (operation.kind === 'input') return operation.name;
    if (operation.kind === 'parameter') return lastOf(program.parameters[operation.index]!.path);
    const bound = /^let (\w+)/.exec(pathOf(program, node.origin)[0] ?? '')?.[1];
    if (bound !== undefined) return bound;
    if (operation.kind === 'circuit') return 'circuit';
    const modalities = modalitiesOf(program, index);
    // Features of several modalities together have no name of their own.
    return modalities.length === 1 ? modalities[0]! : 'x';
  };

  const subscript = (node: Node, flat: number): string => {
    if (detail === 'names' || node.shape.length === 0) return '';
    return `[${unravel(flat, node.shape).join(',')}]`;
  };

  return {
    element,
    name,
    angle: (circuit, angle) => {
      const affine = circuit.angles[angle]!;
      return affineText(affine, (leaf) => {
        const { node, element: flat } = circuit.leaves[leaf]!;
        return element(node, flat);
      });
    },
  };
}

/** `3*π/2`, `1/2`, decimals to four digits. */
function constantText(value: Exact): string {
  if (value.decimal !== undefined) return shortNumber(value.decimal);
  return exact.exactText(value).replaceAll('pi', 'π');
}

/** `1 gate`, `2 gates` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first characters of a text, and a dot-dot-dot where some are left out. */
export function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, Math.max(1, longest - 1))}…`;
}

function affineText(affine: Affine, leafText: (leaf: number) => string): string {
  const terms = affine.terms.map(({ leaf, coefficient }) => termText(coefficient, leafText(leaf)));
  if (terms.length === 0) return constantText(affine.constant);
  if (!exact.isZero(affine.constant)) terms.push(constantText(affine.constant));
  return terms.reduce((sum, term) =>
    term.startsWith('-') ? `${sum} - ${term.slice(1)}` : `${sum} + ${term}`,
  );
}

function termText(coefficient: Exact, leaf: string): string {
  if (exact.isOne(coefficient)) return leaf;
  const factor = / [+-] /.test(leaf) ? `(${leaf})` : leaf;
  if (exact.isOne(exact.negate(coefficient))) return `-${factor}`;
  const text = constantText(coefficient);
  return / [+-] /.test(text) ? `(${text})*${factor}` : `${text}*${factor}`;
}

function infix(left: string, symbol: string, right: string): string {
  if (symbol === '+' || symbol === '-') return `${left} ${symbol} ${right}`;
  const bracket = (text: string): string => (/ [+-] /.test(text) ? `(${text})` : text);
  return `${bracket(left)}${symbol}${bracket(right)}`;
}

function prefixed(name: string, value: string): string {
  return name === 'negate' ? `-${value}` : `${name}(${value})`;
}

function lastOf(path: string): string {
  return path.split(/[/.]/).at(-1) ?? path;
}
