import { beforeAll, expect, test, type TestContext } from 'vitest';
import { outcomeOf, weightAt, type Outcome } from '../stdlib/support.ts';
import { askQiskit, type Answers, type Case } from './qiskit.ts';

/** A call of our library on four qubits beside Qiskit's circuit of that name. */
interface Pair {
  readonly ours: string;
  readonly qiskit: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The values of Qiskit's parameters, in its order, from ours. */
  readonly values: (outcome: Outcome) => readonly number[];
}

const QUBITS = 4;
const DRAWS = [0, 1, 2];

const layered = (outcome: Outcome): number[] => [
  ...outcome.weights('w'),
  ...outcome.weights('last'),
];

const ansatze: readonly Pair[] = [
  {
    ours: 'real_amplitudes(layers: 3)',
    qiskit: 'real_amplitudes',
    arguments: {},
    values: layered,
  },
  {
    ours: 'efficient_su2(layers: 2)',
    qiskit: 'efficient_su2',
    arguments: { reps: 2, entanglement: 'linear' },
    values: layered,
  },
  {
    ours: 'efficient_su2(layers: 3, pattern: pairs)',
    qiskit: 'efficient_su2',
    arguments: {},
    values: layered,
  },
  {
    ours: 'two_local(turn: rx, couple: cz, pattern: pairs, layers: 2)',
    qiskit: 'n_local',
    arguments: {
      rotation_blocks: 'rx',
      entanglement_blocks: 'cz',
      entanglement: 'full',
      reps: 2,
    },
    values: layered,
  },
  {
    ours: 'two_local(turn: rz, couple: iswap, pattern: brick, layers: 2)',
    qiskit: 'n_local',
    arguments: {
      rotation_blocks: 'rz',
      entanglement_blocks: 'iswap',
      entanglement: 'pairwise',
      reps: 2,
    },
    values: layered,
  },
  {
    ours: 'two_local(pattern: ring, layers: 2)',
    qiskit: 'n_local',
    arguments: {
      rotation_blocks: 'ry',
      entanglement_blocks: 'cx',
      entanglement: [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ],
      reps: 2,
    },
    values: layered,
  },
  {
    ours: 'excitation_preserving(layers: 2)',
    qiskit: 'excitation_preserving',
    arguments: { reps: 2, entanglement: 'linear' },
    values: (outcome) => {
      const [w, bonds] = [
        outcome.weights('excitation_preserving/w'),
        outcome.weights('exchange/w'),
      ];
      const layers = [0, 1].flatMap((l) => [
        ...w.slice(QUBITS * l, QUBITS * (l + 1)),
        // Its interaction turns by twice its angle.
        ...bonds.slice(3 * l, 3 * (l + 1)).map((angle) => angle / 2),
      ]);
      return [...layers, ...outcome.weights('last')];
    },
  },
];

const maps: readonly Omit<Pair, 'values'>[] = [
  { ours: 'z_map', qiskit: 'z_feature_map', arguments: {} },
  { ours: 'zz', qiskit: 'zz_feature_map', arguments: {} },
  { ours: 'zz(layers: 1)', qiskit: 'zz_feature_map', arguments: { reps: 1 } },
  { ours: 'pauli_map', qiskit: 'pauli_feature_map', arguments: {} },
  ...(['X', 'Y', 'Z'] as const).flatMap((turn) =>
    (['X', 'Y', 'Z'] as const).map((couple) => ({
      ours: `pauli_map(turn: r${turn.toLowerCase()}, couple: r${(couple + couple).toLowerCase()})`,
      qiskit: 'pauli_feature_map',
      arguments: { paulis: [turn, couple + couple] },
    })),
  ),
];

interface Fixture {
  readonly case: Case & { readonly kind: 'library' };
  readonly outcome: Outcome;
}

const fixtures: readonly Fixture[] = DRAWS.flatMap((draw) => [
  ...ansatze.map((pair) => {
    const outcome = model(`evolve q with ${pair.ours}`, draw);
    return fixture(pair, draw, outcome, pair.values(outcome));
  }),
  ...maps.map((pair) => {
    const x = Array.from({ length: QUBITS }, (_, k) => weightAt(7 * draw + k));
    return fixture(pair, draw, model(`encode x into q with ${pair.ours}`, draw, x), x);
  }),
]);

let answers: Answers;

// The first time, a Python environment is made.
beforeAll(async () => {
  answers = await askQiskit(fixtures.map((one) => one.case));
}, 600_000);

test.for(fixtures)('$case.id', ({ case: { id }, outcome }, context: TestContext) => {
  if (answers.kind === 'missing') return context.skip(answers.reason);
  const [real, imaginary] = answers.of(id).unitary!;
  const columns = outcome.unitary();
  // Alike up to a phase: the trace of one's adjoint times the other has the length of the identity's.
  let [re, im] = [0, 0];
  columns.forEach((column, c) => {
    column.re.forEach((a, r) => {
      const [b, x, y] = [column.im[r]!, real![r]![c]!, imaginary![r]![c]!];
      re += a * x + b * y;
      im += a * y - b * x;
    });
  });
  expect(Math.hypot(re, im) / columns.length).toBeCloseTo(1, 10);
});

function model(sentence: string, draw: number, x: readonly number[] = []): Outcome {
  const text = `model M {
  modality x: real[${QUBITS}]
  register q[${QUBITS}]
  ${sentence}
  readout y = expect(Z(q))
}
`;
  return outcomeOf(text, { x }, draw);
}

function fixture(
  pair: Omit<Pair, 'values'>,
  draw: number,
  outcome: Outcome,
  values: readonly number[],
): Fixture {
  const id = `${pair.ours} is ${pair.qiskit}(${JSON.stringify(pair.arguments)}), draw ${draw}`;
  const count = pair.qiskit.endsWith('feature_map') ? 'feature_dimension' : 'num_qubits';
  return {
    case: {
      id,
      kind: 'library',
      name: pair.qiskit,
      arguments: { [count]: QUBITS, ...pair.arguments },
      values,
    },
    outcome,
  };
}
