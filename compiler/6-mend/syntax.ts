import type {
  Argument,
  Block,
  Declaration,
  Expression,
  GateStep,
  Item,
  Operand,
  Settings,
  SourceFile,
  Span,
  TypeExpression,
} from '../../grammar/tree.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import type { Module } from '../1-resolve/world.ts';

/** Anything of a tree that says what it is. */
export type Node =
  | Block
  | Declaration
  | Expression
  | GateStep
  | Item
  | Operand
  | Settings
  | Settings['entries'][number]
  | SourceFile
  | TypeExpression;

/** A node, and the nodes around it, innermost first. */
export interface Place<N extends Node = Node> {
  readonly node: N;
  readonly around: readonly Node[];
}

/** All nodes of a tree, outer ones before what they hold. */
export function placesOf(tree: SourceFile): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, around: readonly Node[]): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, around);
    else if (typeof value === 'object' && value !== null) {
      const known = isNode(value);
      if (known) places.push({ node: value, around });
      for (const part of Object.values(value)) walk(part, known ? [value, ...around] : around);
    }
  };
  walk(tree, []);
  return places;
}

function isNode(value: object): value is Node {
  return 'kind' in value && 'span' in value && !suffixes.includes(String(value.kind));
}

const suffixes: readonly string[] = ['dimensions', 'any-shape', 'optional', 'line', 'doc'];

/** The nodes of one kind. */
export function placesOfKind<K extends Node['kind']>(
  module: Module,
  kind: K,
): Place<Extract<Node, { kind: K }>>[] {
  type Wanted = Place<Extract<Node, { kind: K }>>;
  return placesOf(module.tree).filter((place): place is Wanted => place.node.kind === kind);
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The declaration that a place stands in. */
export function declarationAt(module: Module, at: Span): Declaration | undefined {
  return module.tree.declarations.find((one) => contains(one.span, at));
}

/** The statement of a model or function that a place stands in. */
export function statementAt(module: Module, at: Span): Item | undefined {
  const declaration = declarationAt(module, at);
  const body =
    declaration?.kind === 'model'
      ? declaration.items
      : declaration?.kind === 'function'
        ? declaration.body
        : [];
  return body.find((one) => contains(one.span, at));
}

export function locationOf(module: Module, { start, end }: Span): Location {
  return { file: module.path, start, end };
}

export function textOf(module: Module, { start, end }: Span): string {
  return module.text.slice(start, end);
}

/** Registers in sight of a place: those of its model or function, or the wires of its circuit. */
export function registersAt(module: Module, at: Span): string[] {
  const declaration = declarationAt(module, at);
  if (declaration?.kind === 'circuit') return declaration.wires.map((one) => one.name.text);
  if (declaration?.kind !== 'model' && declaration?.kind !== 'function') return [];
  const body = declaration.kind === 'model' ? declaration.items : declaration.body;
  return body.flatMap((one) =>
    one.kind === 'register' ? one.wires.map((wire) => wire.name.text) : [],
  );
}

/** Names that a model's statements of one kind bind. */
export function namesIn(
  module: Module,
  at: Span,
  kind: 'modality' | 'label' | 'readout' | 'let',
): string[] {
  const declaration = declarationAt(module, at);
  if (declaration?.kind !== 'model') return [];
  return declaration.items.flatMap((one) => (one.kind === kind ? [one.name.text] : []));
}

/** The call that has an argument at a place, and which argument that is. */
export function argumentAt(
  module: Module,
  at: Span,
): { readonly call: CallLike; readonly index: number } | undefined {
  for (const { node } of placesOf(module.tree).toReversed()) {
    if (!('arguments' in node)) continue;
    const index = node.arguments.findIndex((one) => sameSpan(one.value.span, at));
    if (index >= 0) return { call: node, index };
  }
  return undefined;
}

type CallLike = Extract<Node, { readonly arguments: readonly Argument[] }>;

/** Reads names inside an expression's text: crude, and enough to see whether one is mentioned. */
export function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(text);
}
