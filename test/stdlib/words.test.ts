import { expect, test } from 'vitest';
import {
  distance,
  each,
  euler,
  hand,
  outcomeOf,
  upTo,
  type Hand,
  type Outcome,
} from './support.ts';

/** Five words of vocabulary; -1 is a place without a word. */
function read(words: readonly number[], qubits: number, call: string): Outcome {
  return outcomeOf(
    `model M {
  modality said: text(words: ${words.length}, vocabulary: 5)
  register q[${qubits}]
  encode said into q with ${call}
  readout y = expect(parity(q))
}`,
    { said: words },
  );
}

test('bag: Hadamards, then for each word that is there its angles and a CZ chain', () => {
  const compiled = read([3, -1, 1], 3, 'bag(layers: 2)');
  const table = compiled.weights('table');
  const begun = each(hand(3), upTo(3), (so, k) => so.gate('h', k));
  const wanted = each(begun, [3, 1], (so, word) =>
    each(so, upTo(2), (now, layer) =>
      each(now, upTo(3), (turned, k) => {
        const at = ((word * 2 + layer) * 3 + k) * 3;
        return euler(turned, k, table.slice(at, at + 3));
      })
        .controlled('z', 0, 1)
        .controlled('z', 1, 2),
    ),
  );
  expect(distance(compiled.state, wanted.state)).toBeLessThan(1e-12);
});

test('sequence: the order of the words matters, and the step is the same each time', () => {
  const compiled = read([2, 4, -1], 3, 'sequence');
  const [table, step] = [compiled.weights('table'), compiled.weights('step')];
  const turn = (so: Hand, angles: readonly number[]): Hand =>
    each(so, upTo(3), (now, k) => euler(now, k, angles.slice(3 * k, 3 * k + 3)));
  const wanted = each(hand(3), [2, 4], (so, word) => {
    const told = turn(so, table.slice(9 * word, 9 * word + 9));
    return turn(
      each(told, upTo(3), (now, k) => now.controlled('x', k, (k + 1) % 3)),
      step,
    );
  });
  expect(distance(compiled.state, wanted.state)).toBeLessThan(1e-12);
  expect(distance(read([4, 2, -1], 3, 'sequence').state, compiled.state)).toBeGreaterThan(1e-3);
});

test('tree: a word for each qubit, blocks merge neighbours until one is left', () => {
  const { program, readout, weights } = outcomeOf(
    `model M {
  modality said: text(words: 4, vocabulary: 5)
  register q[4]
  encode said into q with tree(_, block: turn_block)
  readout y = expect(Z(q))
}`,
    { said: [0, 3, 3, 1] },
  );
  expect(program.readouts.map(({ type }) => type)).toEqual(['real[1]']);
  const table = weights('table');
  const [low, high] = program.parameters.filter(({ path }) => path.includes('turn_block'));
  expect([low?.shape, high?.shape]).toEqual([
    [2, 2],
    [1, 2],
  ]);
  const lower = weights(low!.path.split('/').slice(1).join('/'));
  const upper = weights(high!.path.split('/').slice(1).join('/'));
  const words = each(hand(4), [0, 3, 3, 1], (so, word, k) =>
    euler(so, k, table.slice(3 * word, 3 * word + 3)),
  );
  const block = (so: Hand, a: number, b: number, w: readonly number[]): Hand =>
    so.gate('ry', a, w[0]).gate('ry', b, w[1]).controlled('x', a, b);
  const merged = block(block(words, 0, 1, lower), 2, 3, lower.slice(2));
  const { state } = block(merged, 1, 3, upper);
  const mean = state.real.reduce(
    (sum, re, at) => sum + (1 - 2 * ((at >> 3) & 1)) * (re ** 2 + state.imaginary[at]! ** 2),
    0,
  );
  expect(readout('y')[0]).toBeCloseTo(mean, 12);
});
