import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actingGates } from '../../compiler/5-lint/acting-gates.ts';
import { exact, type Circuit, type Measurement } from '../../runtime/program/index.ts';
import { randomGate } from '../support/circuits.ts';
import { compileText } from '../support/compile.ts';
import { denseOutputs } from '../support/dense.ts';

const QUBITS = 3;

const measurements: fc.Arbitrary<Measurement> = fc.oneof(
  fc
    .uniqueArray(fc.nat(QUBITS - 1), { minLength: 1 })
    .map((qubits): Measurement => ({ kind: 'probabilities', qubits })),
  fc
    .array(
      fc.record({ qubit: fc.nat(QUBITS - 1), pauli: fc.constantFrom('Z', 'Z', 'Z', 'X', 'Y') }),
      { minLength: 1, maxLength: 2 },
    )
    .map((factors): Measurement => {
      const once = factors.filter(
        ({ qubit }, k) => factors.findIndex((f) => f.qubit === qubit) === k,
      );
      const sorted = once.sort((a, b) => a.qubit - b.qubit);
      return { kind: 'expectation', terms: [{ coefficient: 1, factors: sorted }] };
    }),
);

const circuits = fc
  .record({
    gates: fc.array(randomGate(QUBITS), { maxLength: 10 }),
    measurements: fc.array(measurements, { minLength: 1, maxLength: 3 }),
  })
  .map((random): Circuit => ({
    qubits: Array.from({ length: QUBITS }, (_, index) => ({ register: 'q', index })),
    leaves: [],
    angles: random.gates.map(({ angle }, k) => ({
      constant: exact.decimal(0.7 + angle.quarterTurns + 0.3 * k),
      terms: [],
    })),
    gates: random.gates.map(({ name, qubits, controls }, k) => ({
      name,
      qubits,
      controls,
      angles: name.startsWith('r') || name === 'p' || name === 'phase' ? [k] : [],
      when: [],
      origin: 0,
    })),
    measurements: random.measurements,
  }));

describe('a gate that is said not to act', () => {
  test('can be left out of any circuit without a difference', () => {
    let left = 0;
    fc.assert(
      fc.property(circuits, (circuit) => {
        const acting = actingGates(circuit);
        const gates = circuit.gates.filter((_, index) => acting[index]);
        left += circuit.gates.length - gates.length;
        const [whole, rest] = [denseOutputs(circuit, []), denseOutputs({ ...circuit, gates }, [])];
        whole.forEach((value, k) => expect(rest[k]).toBeCloseTo(value, 10));
      }),
      { numRuns: 400 },
    );
    expect(left).toBeGreaterThan(100);
  });
});

describe('an encoder is blind', () => {
  const warnings = (encode: string, follow = 'evolve q with real_amplitudes'): string[] =>
    compileText(`model M {
  modality x: real[2]
  modality eye: image(1, 2)
  label kind: class(2)
  register q[2]
  encode ${encode}
  ${follow}
  objective classify(expect(Z(q)) |> linear, kind)
}`).diagnostics.flatMap(({ code, message }) => (code === 'blind-encoder' ? [message] : []));

  test.each([
    ['x into q with angle(gate: rz)', '2 of the numbers'],
    ['x into q with reupload', '2 of the numbers'],
    ['pi * flatten(eye) into q with angle(gate: rz)', '2 of the numbers'],
  ])('%s', (encode, message) => {
    expect(warnings(encode)).toEqual([expect.stringContaining(message)]);
  });

  test('behind which nothing brings phases to light', () => {
    expect(warnings('x into q with iqp(layers: 1)', '')).toHaveLength(1);
    expect(warnings('x into q with iqp(layers: 2)', '')).toEqual([]);
  });

  test.each([
    'x into q with angle',
    'x into q with tilted',
    'x into q with iqp',
    'x into q with reupload(layers: 2)',
    'x |> scale(0, 2 * pi) into q with angle',
    'x |> scale(0, pi) into q with zz',
    '2 * pi * flatten(eye) into q with angle',
    'x |> linear(2) into q with angle(gate: ry)',
  ])('but not %s', (encode) => {
    expect(warnings(encode)).toEqual([]);
  });

  test('to what is a whole turn apart', () => {
    expect(warnings('x |> scale(0, 3 * pi) into q with angle')).toEqual([
      expect.stringContaining('Values from 0 to 3 pi'),
    ]);
  });

  test('but not where the same number turns half as far somewhere else', () => {
    const { diagnostics } = compileText(`circuit both(x: real[n]) on q[n] {
  ry(x) q
  rx(x / 2) q
}
model M {
  modality x: real[2]
  register q[2]
  encode x |> scale(0, 3 * pi) into q with both
  readout y = expect(Z(q))
}`);
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
  });
});
