import type { Body, Circuit, Node, Side } from '../../runtime/program/index.ts';
import { cutAcross } from './across.ts';
import type { BuiltNode } from './graph.ts';

/** A `map`, `fold` or `across` whose body is still part of the graph around it. */
export interface Outline {
  /** The argument nodes, in the order they are handed in. */
  readonly handed: readonly number[];
  readonly result: number;
  /** Of `across`: the modality that is read of the left sample. */
  readonly leftOf?: number;
}

/** What a body consists of: its own nodes, inputs first, and the nodes around it that it needs. */
export interface CutOut extends Outline {
  readonly own: readonly number[];
  readonly captured: readonly number[];
  /** Of `across`: from which of the two samples each of those is handed in. */
  readonly sides?: readonly Side[];
}

/**
 * Cuts the bodies out, innermost first: what depends on the arguments belongs to the body, what that needs besides is
 * handed in. The inputs of the `map` and `fold` nodes become those of the finished Program.
 */
export function cutOut(
  nodes: readonly BuiltNode[],
  outlines: ReadonlyMap<number, Outline>,
): Map<number, CutOut> {
  const cuts = new Map<number, CutOut>();
  for (const [index, outline] of [...outlines].sort(([a], [b]) => a - b)) {
    const { leftOf } = outline;
    const cut =
      leftOf === undefined
        ? cutHanded(nodes, outline)
        : { ...outline, ...cutAcross(nodes, outline.result, leftOf) };
    cuts.set(index, cut);
    const node = nodes[index]!;
    node.inputs = [...node.inputs, ...cut.captured];
  }
  return cuts;
}

function cutHanded(nodes: readonly BuiltNode[], outline: Outline): CutOut {
  const own: number[] = [];
  const captured: number[] = [];
  const known = new Map<number, boolean>(outline.handed.map((node) => [node, true]));
  const depends = (node: number): boolean => {
    const before = known.get(node);
    if (before !== undefined) return before;
    known.set(node, false);
    const inside = nodes[node]!.inputs.map(depends).some(Boolean);
    known.set(node, inside);
    if (inside) own.push(node);
    return inside;
  };
  depends(outline.result);
  for (const node of [...own, ...(known.get(outline.result) === true ? [] : [outline.result])]) {
    const needs = own.includes(node) ? nodes[node]!.inputs : [node];
    for (const input of needs) {
      if (known.get(input) !== true && !captured.includes(input)) captured.push(input);
    }
  }
  return { ...outline, own, captured };
}

/** A body in its own numbering: arguments first, then its nodes. */
export function buildBody(
  nodes: readonly BuiltNode[],
  cut: CutOut,
  finish: (node: number, place: (old: number) => number) => Node,
  circuitsOf: (own: readonly number[], place: (old: number) => number) => readonly Circuit[],
): Body {
  const arguments_ = [...cut.handed, ...cut.captured];
  const order = [...arguments_, ...cut.own];
  const places = new Map(order.map((old, index) => [old, index]));
  const place = (old: number): number => places.get(old)!;
  return {
    nodes: order.map((old, index): Node =>
      index < arguments_.length
        ? { ...nodes[old]!, operation: { kind: 'argument', position: index }, inputs: [] }
        : finish(old, place),
    ),
    circuits: circuitsOf(cut.own, place),
    result: place(cut.result),
  };
}
