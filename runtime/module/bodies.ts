import { tensor, type Tensor } from '../predict/operate.ts';
import * as operations from '../predict/operations.ts';
import { asTensor, type Result, type Value } from './value.ts';

/** The body applied to each entry along the first axis, results stacked. */
export function map<A extends Value, R extends Value>(
  entries: A,
  body: (entry: Tensor) => R,
): Result<A | R> {
  if (entries === undefined) return undefined as Result<A | R>;
  const results = entriesOf(entries).map((entry) => body(entry));
  if (results.includes(undefined as R)) return undefined as Result<A | R>;
  return operations.stack(...results.map((result) => asTensor(result!)));
}

/** The same for words or classes: where one is absent, which is after the end of a text, the result is zeros. */
export function mapPresent<A extends Value, R extends Value>(
  words: A,
  shape: readonly number[],
  body: (word: Tensor) => R,
): Result<A | R> {
  const zeros = tensor(shape, new Float64Array(shape.reduce((size, length) => size * length, 1)));
  return map(words, (word) => (isAbsent(word) ? (zeros as R) : body(word)));
}

/** The body from state and entry to the next state, entry by entry along the first axis; the last state. */
export function fold<A extends Value, S extends Value, R extends Value>(
  entries: A,
  start: S,
  body: (state: Tensor, entry: Tensor) => R,
): Result<A | S | R> {
  if (entries === undefined || start === undefined) return undefined as Result<A | S | R>;
  let state = asTensor(start);
  for (const entry of entriesOf(entries)) {
    const next = body(state, entry);
    if (next === undefined) return undefined as Result<A | S | R>;
    state = asTensor(next);
  }
  return state;
}

/** The same for words or classes: an absent one leaves the state as it is. */
export function foldPresent<A extends Value, S extends Value, R extends Value>(
  words: A,
  start: S,
  body: (state: Tensor, word: Tensor) => R,
): Result<A | S | R> {
  return fold(words, start, (state, word) => (isAbsent(word) ? (state as R) : body(state, word)));
}

function entriesOf(value: Tensor | number): Tensor[] {
  const { shape, data } = asTensor(value);
  const [count = 0, ...rest] = shape;
  const size = data.length / count;
  return Array.from({ length: count }, (_, entry) =>
    tensor(rest, data.subarray(entry * size, (entry + 1) * size)),
  );
}

function isAbsent({ data }: Tensor): boolean {
  return data[0]! < 0;
}
