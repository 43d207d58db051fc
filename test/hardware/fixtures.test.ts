import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeShared, sharedPath } from '../support/shared.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import { readOpenqasm, toCircuit } from '../../compiler/openqasm/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Which test takes each kind of file; it lists the folder itself, or the file by name. */
const takers: readonly { readonly files: RegExp; readonly by: string; readonly says: string }[] = [
  {
    files: /^runtime\/(job|text)-[\w-]+\.json$/,
    by: 'test/emit/runtime-fixtures.test.ts',
    says: 'readdirSync(',
  },
  {
    files: /^runtime\/result-[\w-]+(\.expected)?\.json$/,
    by: 'test/hardware/results.test.ts',
    says: 'readdirSync(',
  },
  {
    files: /^runtime\/requests-batch-and-session\.json$/,
    by: 'test/hardware/client.test.ts',
    says: 'requests-batch-and-session.json',
  },
  {
    files: /^runtime\/ndarray-vectors\.json$/,
    by: 'test/emit/ndarray.test.ts',
    says: 'ndarray-vectors.json',
  },
  {
    files: /^runtime\/circuit-\w+\.qasm$/,
    by: 'test/hardware/fixtures.test.ts',
    says: 'circuit-${kind}.qasm',
  },
  {
    files: /^braket\/[\w-]+\.(action\.json|qasm)$/,
    by: 'test/emit/braket.test.ts',
    says: 'readdirSync(',
  },
  {
    files: /^braket\/[\w-]+\.result\.json$/,
    by: 'test/hardware/results.test.ts',
    says: "readdirSync(sharedPath('fixtures', 'braket'))",
  },
];

/** How the others were made, and what was seen. */
const notes = /(README\.md|claims\.md|make_and_check\.py)$/;

describeShared('fixtures of the official clients', () => {
  test('are all taken by a test', () => {
    const files = ['runtime', 'braket'].flatMap((folder) =>
      readdirSync(sharedPath('fixtures', folder)).map((name) => `${folder}/${name}`),
    );
    expect(files.length).toBeGreaterThan(40);
    const left = files.filter(
      (file) => !notes.test(file) && !takers.some((taker) => taker.files.test(file)),
    );
    expect(left).toEqual([]);
    for (const { by, says } of takers) {
      expect(existsSync(join(ROOT, by))).toBe(true);
      expect(readFileSync(join(ROOT, by), 'utf8')).toContain(says);
    }
  });

  test.for(['sampler', 'estimator'])('the circuit of the %s, as we read it', (kind) => {
    const text = readFileSync(sharedPath('fixtures', 'runtime', `circuit-${kind}.qasm`), 'utf8');
    const { program, diagnostics } = readOpenqasm(text, 'circuit.qasm');
    expect(diagnostics).toEqual([]);
    const { circuit } = toCircuit(program);
    // ry and ry, then cz: Z of the first is cos, Z Z the product of both.
    const narrow = { ...circuit, qubits: circuit.qubits.slice(0, 2) };
    const gates = narrow.gates.filter(({ qubits }) => qubits.every((qubit) => qubit < 2));
    const [a, b] = [0.3, 0.4];
    const z = (...qubits: readonly number[]) => ({
      kind: 'expectation' as const,
      terms: [{ coefficient: 1, factors: qubits.map((qubit) => ({ qubit, pauli: 'Z' as const })) }],
    });
    const [first, both] = measured(stateAfter({ ...narrow, gates }, [a, b]), [z(0), z(0, 1)]);
    expect(first).toBeCloseTo(Math.cos(a), 9);
    expect(both).toBeCloseTo(Math.cos(a) * Math.cos(b), 9);
  });
});
