import { describe, expect, test } from 'vitest';
import { countWeights } from '../../runtime/compare/count-weights.ts';
import { featureNodes } from '../../runtime/compare/feature-nodes.ts';
import { separableTwin } from '../../runtime/compare/separable-twin.ts';
import { unfusedTwin } from '../../runtime/compare/unfused-twin.ts';
import type { Program } from '../../runtime/program/index.ts';
import { createCircuit } from '../../runtime/predict/operate.ts';
import { programOf } from '../support/compile.ts';

const text = `model Pair {
  modality left: real[2]
  modality right: real[2]
  label side: class(2)

  register a, b
  encode left |> standardise |> tanh into a with zz
  encode right / 3 into b with angle
  fuse a, b with paired(layers: 1)
  evolve_
  readout logits = expect([Z(a), Z(b)]) |> linear
  objective classify(logits, side)
}
`;
const plain = programOf(text.replace('  evolve_\n', ''));

describe('the twin without entanglement', () => {
  test('keeps what acts on one qubit', () => {
    const twin = separableTwin(plain);
    const gates = twin.circuits[0]!.gates;
    expect(gates.every(({ qubits, controls }) => qubits.length + controls.length === 1)).toBe(true);
    expect(namesOf(twin)).toEqual(
      namesOf(plain).filter((name) => !['cx', 'cz', 'rzz'].includes(name)),
    );
    expect(namesOf(plain).length).toBeGreaterThan(gates.length);
  });

  test('has a product state: ZZ is Z times Z', () => {
    const [circuit] = separableTwin(plain).circuits;
    const factors = [0, 1, 2, 3].map((qubit) => ({ qubit, pauli: 'Z' as const }));
    const measurements = [
      ...factors.map((factor) => [factor]),
      [factors[0]!, factors[1]!],
      [factors[0]!, factors[2]!],
    ].map((each) => ({
      kind: 'expectation' as const,
      terms: [{ coefficient: 1, factors: each }],
    }));
    const leaves = circuit!.leaves.map((_, index) => Math.sin(index + 1));
    const [a, b, c, , ab, ac] = createCircuit({ ...circuit!, measurements })(leaves);
    expect(ab).toBeCloseTo(a! * b!, 12);
    expect(ac).toBeCloseTo(a! * c!, 12);
    expect(Math.abs(a! * b!)).toBeGreaterThan(1e-3);
  });

  test('counts only weights that still turn a gate', () => {
    const turning = `${text.replace(
      'evolve_',
      'fuse a, b with turns',
    )}\ncircuit turns on q[n], r[n] { param w: angle crz(w) q[0], r[0] }`;
    const program = programOf(turning);
    const [logits] = program.readouts.map(({ node }) => node);
    const all = countWeights(program, [logits!]);
    expect(all - countWeights(separableTwin(program), [logits!])).toBe(1);
  });
});

describe('the twin whose modalities do not meet', () => {
  test('leaves out the gates between them, and no others', () => {
    const twin = unfusedTwin(plain);
    const between = plain.circuits[0]!.gates.filter((gate) => {
      const qubits = [...gate.qubits, ...gate.controls].map((qubit) => qubit < 2);
      return new Set(qubits).size > 1;
    });
    expect(between.length).toBeGreaterThan(0);
    expect(twin.circuits[0]!.gates).toEqual(
      plain.circuits[0]!.gates.filter((gate) => !between.includes(gate)),
    );
  });
});

describe('the features that a model is given', () => {
  test('are the last values before its encoders', () => {
    const [logits] = plain.readouts.map(({ node }) => node);
    const nodes = featureNodes(plain, [logits!]);
    const said = nodes.map((node) => {
      const { operation, shape } = plain.nodes[node]!;
      return [operation.kind, 'function' in operation ? operation.function : '', shape];
    });
    expect(said).toEqual([
      ['unary', 'tanh', [2]],
      // A third of it is a matter of the angle.
      ['input', '', [2]],
    ]);
  });

  test('end where something is trained', () => {
    const program = programOf(`model M {
      modality x: real[4]
      label y: class(2)
      register q[2]
      encode x |> standardise |> linear(2) |> tanh into q with angle
      readout logits = expect(Z(q)) |> linear
      objective classify(logits, y)
    }`);
    const [logits] = program.readouts.map(({ node }) => node);
    expect(featureNodes(program, [logits!]).map((node) => program.nodes[node]!.shape)).toEqual([
      [4],
    ]);
  });
});

function namesOf({ circuits }: Program): string[] {
  return circuits[0]!.gates.map(({ name, controls }) => 'c'.repeat(controls.length) + name);
}
