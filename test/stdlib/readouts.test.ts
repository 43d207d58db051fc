import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { applyGate, type State } from '../support/statevector.ts';
import { compileText, programOf } from '../support/compile.ts';
import { expectSlopes } from '../support/slopes.ts';
import { outcomeOf, upTo, weightAt, type Outcome } from './support.ts';

/** A readout of two registers of two qubits in an entangled state, with that state. */
function read(readout: string): { values: readonly number[]; state: State } {
  const model = (observed: string): Outcome =>
    outcomeOf(
      `model M {
  modality x: real[4]
  register a[2], b[2]
  encode x into [a, b] with zz
  evolve [a, b] with strongly_entangling(layers: 2)
  readout y = ${observed}
}`,
      { x: [0.31, -0.84, 0.57, 1.12] },
    );
  return { values: model(readout).readout('y'), state: model('expect(product(Z([a, b])))').state };
}

/** Expectation of a word such as `XIZI`: one letter for each qubit. */
function mean(state: State, word: string): number {
  const turned = Array.from(word).reduce(
    (so, letter, qubit) =>
      letter === 'I'
        ? so
        : applyGate(so, { name: letter.toLowerCase(), qubits: [qubit], controls: [], angles: [] }),
    state,
  );
  return state.real.reduce(
    (sum, re, k) => sum + re * turned.real[k]! + state.imaginary[k]! * turned.imaginary[k]!,
    0,
  );
}

function expectValues(readout: string, wanted: (m: (word: string) => number) => number[]): void {
  const { values, state } = read(readout);
  const numbers = wanted((word) => mean(state, word));
  expect(values).toHaveLength(numbers.length);
  values.forEach((value, k) => expect(value).toBeCloseTo(numbers[k]!, 12));
}

/** Density matrix of some qubits, [row][column] as complex pairs. */
function reduced(state: State, qubits: readonly number[]): [number, number][][] {
  const size = 2 ** qubits.length;
  const rho = upTo(size).map(() => upTo(size).map((): [number, number] => [0, 0]));
  const digits = (index: number): number =>
    qubits.reduce((all, qubit) => 2 * all + ((index >> qubit) & 1), 0);
  const mask = qubits.reduce((bits, qubit) => bits | (1 << qubit), 0);
  for (let i = 0; i < state.real.length; i++) {
    for (let j = 0; j < state.real.length; j++) {
      if ((i & ~mask) !== (j & ~mask)) continue;
      const entry = rho[digits(i)]![digits(j)]!;
      entry[0] += state.real[i]! * state.real[j]! + state.imaginary[i]! * state.imaginary[j]!;
      entry[1] += state.imaginary[i]! * state.real[j]! - state.real[i]! * state.imaginary[j]!;
    }
  }
  return rho;
}

/** `-Tr(rho ln rho)`, by the real symmetric matrix that has each eigenvalue twice. */
function entropy(state: State, qubits: readonly number[]): number {
  const rho = reduced(state, qubits);
  const rows = [
    ...rho.map((row) => [...row.map(([re]) => re), ...row.map(([, im]) => -im)]),
    ...rho.map((row) => [...row.map(([, im]) => im), ...row.map(([re]) => re)]),
  ];
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(rows));
  return -realEigenvalues.reduce((sum, p) => sum + (p > 1e-14 ? p * Math.log(p) : 0), 0) / 2;
}

function purity(state: State, qubits: readonly number[]): number {
  return reduced(state, qubits)
    .flat()
    .reduce((sum, [re, im]) => sum + re ** 2 + im ** 2, 0);
}

test('chances: of a 1 on each qubit', () => {
  expectValues('chances([a, b])', (m) =>
    ['ZIII', 'IZII', 'IIZI', 'IIIZ'].map((word) => (1 - m(word)) / 2),
  );
});

test('probs: of each bit string, the first qubit its highest digit', () => {
  const { values, state } = read('probs(b)');
  const wanted = reduced(state, [2, 3]).map((row, k) => row[k]![0]);
  values.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
});

test('information: what two qubits have in common, never less than half their squared covariance', () => {
  const { values, state } = read('[information(a[0..1], b[0..1]), covariance(a, b)]');
  const wanted = entropy(state, [0]) + entropy(state, [2]) - entropy(state, [0, 2]);
  expect(values[0]).toBeCloseTo(wanted, 9);
  expect(values[0]).toBeGreaterThanOrEqual(values[1]! ** 2 / 2);
});

test('xyz: axis after axis', () => {
  expectValues('xyz([a, b])', (m) =>
    ['XIII', 'IXII', 'IIXI', 'IIIX']
      .concat(['YIII', 'IYII', 'IIYI', 'IIIY'], ['ZIII', 'IZII', 'IIZI', 'IIIZ'])
      .map(m),
  );
});

test('neighbours, correlators, local_and_pairs', () => {
  expectValues('neighbours([a, b])', (m) => ['ZZII', 'IZZI', 'IIZZ'].map(m));
  expectValues('correlators(a, b)', (m) => ['ZIZI', 'IZIZ'].map(m));
  expectValues('local_and_pairs([a, b])', (m) =>
    ['ZIII', 'IZII', 'IIZI', 'IIIZ', 'ZZII', 'IZZI', 'IIZZ'].map(m),
  );
});

test('covariance: the correlator without what each side knows', () => {
  expectValues('covariance(a, b)', (m) => [
    m('ZIZI') - m('ZIII') * m('IIZI'),
    m('IZIZ') - m('IZII') * m('IIIZ'),
  ]);
});

test('parity: the sign of the number of ones', () => {
  const { values, state } = read('expect(parity([a, b]))');
  const wanted = state.real.reduce((sum, re, k) => {
    const ones = upTo(4).filter((bit) => (k >> bit) & 1).length;
    return sum + (ones % 2 === 0 ? 1 : -1) * (re ** 2 + state.imaginary[k]! ** 2);
  }, 0);
  expect(values[0]).toBeCloseTo(wanted, 12);
});

test('variance: of a Pauli word, and of a polynomial whose terms do not commute', () => {
  expectValues('variance(Z(a))', (m) => [1 - m('ZIII') ** 2, 1 - m('IZII') ** 2]);
  // (2 X + Z Z / 2 - Y)^2 = 4 + 1/4 + 1, because the three anticommute.
  expectValues('variance(2 * X(a[0]) + Z(a[0]) * Z(b[1]) / 2 - Y(a[0]))', (m) => [
    5.25 - (2 * m('XIII') + m('ZIIZ') / 2 - m('YIII')) ** 2,
  ]);
  // (Z0 + Z2)^2 = 2 + 2 Z0 Z2, and a number adds nothing.
  expectValues('variance(Z(a[0]) + Z(b[0]) + 3 * Z(b[1]) * Z(b[1]))', (m) => [
    2 + 2 * m('ZIZI') - (m('ZIII') + m('IIZI')) ** 2,
  ]);
});

test('variance of what the state is an eigenstate of is nothing', () => {
  const { readout } = outcomeOf('model M {\n  register q[2]\n  readout y = variance(Z(q))\n}');
  expect(readout('y')).toEqual([0, 0]);
});

test('product multiplies numbers too', () => {
  const { readout } = outcomeOf('model M {\n  modality x: real[3]\n  readout y = product(x)\n}', {
    x: [2, -3, 0.5],
  });
  expect(readout('y')).toEqual([-3]);
});

test('meyer_wallach: from the purities of the single qubits', () => {
  const { values, state } = read('meyer_wallach([a, b])');
  const mean = upTo(4).reduce((sum, qubit) => sum + purity(state, [qubit]) / 4, 0);
  expect(values[0]).toBeCloseTo(2 * (1 - mean), 12);
});

test('fidelity: the trace of the product of two reduced states', () => {
  const { values, state } = read('fidelity(a, b)');
  const [rho, sigma] = [reduced(state, [0, 1]), reduced(state, [2, 3])];
  const trace = upTo(4).reduce(
    (sum, i) =>
      sum +
      upTo(4).reduce((row, j) => {
        const [[a, b], [c, d]] = [rho[i]![j]!, sigma[j]![i]!];
        return row + a * c - b * d;
      }, 0),
    0,
  );
  expect(trace).toBeLessThan(purity(state, [0, 1]) - 0.01);
  expect(values[0]).toBeCloseTo(trace, 12);
});

test('fidelity with a pure state is what comes back of it', () => {
  const x = [0.4, -1.1];
  const model = (sentence: string): Outcome =>
    outcomeOf(
      `model M {
  modality x: real[2]
  register a[2], b[2]
  encode x into a with angle
  encode x into b with angle
  ${sentence}
  readout y = fidelity(a, b)
}`,
      { x },
    );
  expect(model('').readout('y')[0]).toBeCloseTo(1, 12);
  const turned = model('evolve b[0] with ry(0.6)').readout('y')[0];
  expect(turned).toBeCloseTo(Math.cos(0.3) ** 2, 12);
});

test('fidelity and variance: derivatives are slopes', () => {
  const model = (readout: string): string => `model M {
  modality x: real[4]
  register a[2], b[2]
  encode x into [a, b] with zz
  evolve [a, b] with strongly_entangling
  readout y = ${readout}
}`;
  const inputs = { x: [0.31, -0.84, 0.57, 1.12] };
  expectSlopes(programOf(model('fidelity(a, b)')), inputs, weightAt);
  expectSlopes(programOf(model('variance(2 * X(a) - Z(a) * Y(b))')), inputs, weightAt);
});

test('fidelity wants registers of one length', () => {
  const { diagnostics } = compileText(
    'model M {\n  register a[2], b[3]\n  readout y = fidelity(a, b)\n}',
  );
  expect(diagnostics.map(({ message }) => message)).toContain(
    '`a` has 2 qubits, but `b` has 3 qubits.',
  );
});

test('linear_entropy: one minus the trace of the squared state', () => {
  const { values, state } = read('linear_entropy(b)');
  expect(values[0]).toBeCloseTo(1 - purity(state, [2, 3]), 12);
});

test('ising_energy', () => {
  expectValues('ising_energy([a, b], field: 0.5)', (m) => [
    -(m('ZZII') + m('IZZI') + m('IIZZ')) / 4 -
      (0.5 * (m('XIII') + m('IXII') + m('IIXI') + m('IIIX'))) / 4,
  ]);
});

test.each([
  ['a[0..1]', [0]],
  ['b', [2, 3]],
  ['[b, a[1..2]]', [2, 3, 1]],
  ['[a, b]', [0, 1, 2, 3]],
] as const)('entropy of %s', (qubits, numbers) => {
  const { values, state } = read(`entropy(${qubits})`);
  expect(values[0]).toBeCloseTo(entropy(state, numbers), 10);
});

test.each([
  ['a', [0, 1], 'b', [2, 3]],
  ['a[0..1]', [0], '[b, a[1..2]]', [2, 3, 1]],
  ['[b, a[1..2]]', [2, 3, 1], 'a[0..1]', [0]],
  ['a[0..1]', [0], 'b', [2, 3]],
] as const)('information of %s', (a, left, b, right) => {
  const { values, state } = read(`information(${a}, ${b})`);
  const whole = entropy(state, [...left, ...right]);
  expect(values[0]).toBeCloseTo(entropy(state, left) + entropy(state, right) - whole, 10);
});

test('of a cut of a pure whole, only the smaller side is read', () => {
  const { program } = outcomeOf(
    `model M {
  modality x: real[4]
  register q[4]
  encode x into q with zz
  evolve q with strongly_entangling(layers: 2)
  readout y = information(q[1..4], q[0..1])
}`,
    { x: [0.31, -0.84, 0.57, 1.12] },
  );
  expect(program.circuits.map(({ measurements }) => measurements)).toEqual([
    [{ kind: 'paulis', qubits: [0] }],
  ]);
});
