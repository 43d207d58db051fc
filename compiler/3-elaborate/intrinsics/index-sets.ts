import { exact } from '../../../runtime/program/index.ts';
import { rows } from '../blocks.ts';
import { coupledEdges } from '../coupling.ts';
import { described } from '../describe.ts';
import { textAt } from '../frame.ts';
import { live } from '../quantum.ts';
import { refuse } from '../report.ts';
import { integerOf, scalar } from '../tensor.ts';
import type { Items, Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

const pairsOf =
  (choose: (count: number) => readonly (readonly [number, number])[]) =>
  (call: IntrinsicCall): Value => {
    const items = entries(call, 'q');
    return { kind: 'items', passes: choose(items.length).map(([a, b]) => [items[a]!, items[b]!]) };
  };

/** Index sets: what a `for` walks over. Over registers they give qubits, over sizes ints. */
export const indexSets: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  chain: pairsOf(chain),
  ring: pairsOf((count) => (count > 2 ? [...chain(count), [count - 1, 0]] : chain(count))),
  pairs: pairsOf((count) =>
    range(count).flatMap((a) => range(count - a - 1).map((step) => [a, a + step + 1] as const)),
  ),
  couples: pairsOf((count) => couples(count, 0)),
  brick: pairsOf((count) => [...couples(count, 0), ...couples(count, 1)]),
  coupled: (call) => pairsOf((count) => coupledEdges(call, count))(call),
  cross: (call): Items => {
    const [a, b] = [entries(call, 'a'), entries(call, 'b')];
    return { kind: 'items', passes: a.flatMap((left) => b.map((right) => [left, right])) };
  },
  zip: (call): Items => {
    const [a, b] = [entries(call, 'a'), entries(call, 'b')];
    if (a.length !== b.length) {
      refuse('size-mismatch', 'default', call.at, {
        left: `one side has ${a.length} entries`,
        right: `the other has ${b.length}`,
      });
    }
    return { kind: 'items', passes: a.map((left, index) => [left, b[index]!]) };
  },
  enumerate: (call): Items => ({
    kind: 'items',
    passes: entries(call, 'x').map((item, index) => [
      scalar(call.frame.elaboration.graph, exact.integer(index)),
      item,
    ]),
  }),
};

/** Qubits of a register, measured bits, 0..n of a size, or the rows of a tensor. */
function entries(call: IntrinsicCall, name: string): Value[] {
  const { value, at } = call.given(name);
  const { quantum, graph } = call.frame.elaboration;
  if (value.kind === 'qubits') {
    return live(quantum, value.ids).map((id) => ({ kind: 'qubits', ids: [id], name: value.name }));
  }
  if (value.kind === 'tensor') {
    const size = value.shape.length === 0 ? integerOf(value) : undefined;
    if (size !== undefined) return range(size).map((index) => scalar(graph, exact.integer(index)));
    if (value.shape.length > 0) {
      return rows(call.frame, value);
    }
  }
  if (value.kind === 'outcome')
    return value.entries.map((entry) => ({ kind: 'outcome', entries: [entry] }));
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: described(value),
    wanted: 'a register, a size or a tensor',
  });
}

function range(count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => index);
}

function chain(count: number): [number, number][] {
  return range(count - 1).map((a) => [a, a + 1]);
}

function couples(count: number, start: number): [number, number][] {
  return range(Math.floor((count - start) / 2)).map((pair) => [
    start + 2 * pair,
    start + 2 * pair + 1,
  ]);
}
