import type { Body, Node } from '../program/index.ts';
import type { Operand, Site } from './kernel.ts';
import type { Presence } from './presence.ts';

/** What works out the nodes of a body: an evaluator, as far as it is needed here. */
interface BodyEvaluator {
  readonly presence: Presence;
  has(node: number): boolean;
  operand(node: number): Operand;
  forward(rows: number): void;
  backward(rows: number, target: number, seed: Float64Array): void;
}

/** Where a `map` or `fold` sits. Its inputs are those of the node; how they are handed in is the operation's affair. */
export interface BodySite extends Site {
  readonly body: Body;
  /** Most samples of a batch. */
  readonly capacity: number;
  readonly presence: Presence;
  /** The entries of the first input are classes or words, of which some may be absent. */
  readonly sparse: boolean;
  /** Makes an evaluator of the body for at most so many rows. */
  readonly open: (rows: number, differentiated: (position: number) => boolean) => BodyEvaluator;
}

/** What the body gets at one position. */
export interface Handed {
  /** Row-major; the rows of a sample begin at `sample * stride`. */
  readonly value: () => Float64Array;
  readonly gradient: Float64Array | null;
  /** Where the value of a row begins. */
  readonly start: (sample: number, entry: number) => number;
}

/**
 * Which samples, and which entries of them, a body works on at once: `count` rows. Where a body looks at two samples,
 * the entry is the second one.
 */
export interface BodyRows {
  readonly samples: Uint32Array;
  readonly entries: Uint32Array;
  count: number;
}

/** Who of the rows has an input: a flag for each sample, or for each entry. */
interface RowPresence {
  readonly flags: Uint8Array;
  readonly of: 'samples' | 'entries';
}

/** A body with what is handed in, ready to run on rows. */
export interface BodyRunner {
  /** Works out the body's value, row-major `[count, size]`, into `results`. */
  forward(rows: BodyRows, results: Float64Array): void;
  /** After `forward` with the same rows: adds to the gradients of what is handed in. */
  backward(rows: BodyRows, upstream: Float64Array): void;
}

export function bodyRows(capacity: number): BodyRows {
  return { samples: new Uint32Array(capacity), entries: new Uint32Array(capacity), count: 0 };
}

/**
 * @param capacity most rows at once
 * @param present by input that a row may lack; default: the flags of the samples
 */
export function openBody(
  site: BodySite,
  handed: readonly Handed[],
  capacity: number,
  present: (name: string) => RowPresence = (name) => ({
    flags: site.presence.flags.get(name)!,
    of: 'samples',
  }),
): BodyRunner {
  const { body } = site;
  const evaluator = site.open(capacity, (position) => handed[position]!.gradient !== null);
  const links = argumentsOf(body.nodes)
    .filter(({ node }) => evaluator.has(node))
    .map(({ node, position }) => ({ outer: handed[position]!, inner: evaluator.operand(node) }));
  const result = evaluator.operand(body.result);
  const presence = [...evaluator.presence.flags].map(([name, into]) => ({
    into,
    from: present(name),
  }));

  return {
    forward(rows, results) {
      for (const { outer, inner } of links) handIn(outer, inner, rows);
      for (const { into, from } of presence) {
        const places = rows[from.of];
        for (let row = 0; row < rows.count; row++) into[row] = from.flags[places[row]!]!;
      }
      evaluator.forward(rows.count);
      const { size, stride, value } = result;
      for (let row = 0; row < rows.count; row++) {
        for (let i = 0; i < size; i++) results[row * size + i] = value[row * stride + i]!;
      }
    },
    backward(rows, upstream) {
      for (const { inner } of links) {
        inner.gradient?.fill(0, 0, inner.stride === 0 ? inner.size : rows.count * inner.size);
      }
      evaluator.backward(rows.count, body.result, upstream);
      for (const { outer, inner } of links) handBack(outer, inner, rows);
    },
  };
}

/** Copies what is handed in to the rows of the body, or once where all rows share it. */
function handIn(outer: Handed, inner: Operand, rows: BodyRows): void {
  const from = outer.value();
  if (inner.stride === 0) {
    for (let i = 0; i < inner.size; i++) inner.value[i] = from[i]!;
    return;
  }
  for (let row = 0; row < rows.count; row++) {
    const start = outer.start(rows.samples[row]!, rows.entries[row]!);
    const to = row * inner.size;
    for (let i = 0; i < inner.size; i++) inner.value[to + i] = from[start + i]!;
  }
}

function handBack(outer: Handed, inner: Operand, rows: BodyRows): void {
  const from = inner.gradient;
  const into = outer.gradient;
  if (!from || !into) return;
  if (inner.stride === 0) {
    for (let i = 0; i < inner.size; i++) into[i]! += from[i]!;
    return;
  }
  for (let row = 0; row < rows.count; row++) {
    const start = outer.start(rows.samples[row]!, rows.entries[row]!);
    const at = row * inner.size;
    for (let i = 0; i < inner.size; i++) into[start + i]! += from[at + i]!;
  }
}

function argumentsOf(nodes: readonly Node[]): { node: number; position: number }[] {
  return nodes.flatMap(({ operation }, node) =>
    operation.kind === 'argument' ? [{ node, position: operation.position }] : [],
  );
}
