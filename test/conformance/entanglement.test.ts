import { beforeAll, expect, test } from 'vitest';
import { entropyOf } from '../../runtime/analyse/measure/entropy.ts';
import { meyerWallach } from '../../runtime/analyse/measure/meyer-wallach.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { askPython, type PythonAnswers } from './python.ts';

interface Answer {
  readonly meyerWallach: number;
  /** In bits, of each part. */
  readonly entropies: readonly number[];
  readonly mutual: number;
}

/** Two parts of five qubits, in an order that shows whether qubits are taken for others. */
const parts: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[0], [1]],
  [[4, 1], [2]],
  [
    [3, 0],
    [1, 4, 2],
  ],
  [[2], [0, 3, 4]],
];

/** No two qubits of these states are alike: entangled more and more from the first to the last. */
const cases = parts.map((pair, id) => {
  const random = randomStream(id, 'entanglement');
  const raw = Float64Array.from(
    { length: 64 },
    (_, k) => random.normal() * (1 + (k >> 1)) ** (-id / 2),
  );
  const length = Math.hypot(...raw);
  return { id: String(id), parts: pair, amplitudes: raw.map((value) => value / length) };
});

let qiskit: PythonAnswers<Answer>;

beforeAll(async () => {
  qiskit = await askPython(
    'entanglement.py',
    cases.map(({ id, parts, amplitudes }) => ({
      id,
      parts,
      real: [...amplitudes].filter((_, k) => k % 2 === 0),
      imaginary: [...amplitudes].filter((_, k) => k % 2 === 1),
    })),
  );
}, 120_000);

test.for(cases)('state $id is as entangled as Qiskit says', (state, context) => {
  if (qiskit.kind === 'missing') return context.skip(qiskit.reason);
  const { amplitudes, parts } = state;
  const answer = qiskit.answers[state.id]!;
  const [first, second] = parts;
  const entropies = [first, second].map((part) => entropyOf(amplitudes, part));
  expect(meyerWallach(amplitudes)).toBeCloseTo(answer.meyerWallach, 9);
  entropies.forEach((bits, k) => expect(bits).toBeCloseTo(answer.entropies[k]!, 9));
  const together = entropyOf(amplitudes, [...first, ...second]);
  expect(entropies[0]! + entropies[1]! - together).toBeCloseTo(answer.mutual, 9);
});
