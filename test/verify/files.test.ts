import { globSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { readOpenqasm, toCircuit } from '../../compiler/openqasm/index.ts';
import { bind } from '../../compiler/passes/bind.ts';
import { lower } from '../../compiler/passes/lower.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import { randomNumbers } from '../../compiler/verify/bindings.ts';
import type { Places } from '../../compiler/verify/unfold.ts';
import { verify, type Subject } from '../../compiler/verify/verify.ts';
import { exact, type Affine, type Circuit, type Gate } from '../../runtime/program/index.ts';
import { readTextFile } from '../support/compile.ts';
import { compiled, expectKept, inPlace } from '../support/kept.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
vi.setConfig({ testTimeout: nightly ? 600_000 : 30_000 });

/** What is looked at every day; at night it is every file. */
const daily = {
  small: ['variational_n4', 'qpe_n9', 'ipea_n2', 'shor_n5', 'qec_en_n5', 'vqe_n4', 'inverseqft_n4'],
  wide: ['qaoa_barabasi_albert_N24_3reps', 'qft_N018', 'square_heisenberg_N36', 'swap_test_n25'],
};

const SIZES = { small: { qubits: 10, gates: 3000 }, wide: { qubits: 200, gates: 8000 } };

describeShared('files that compilers are compared on keep their meaning', () => {
  const device = generatedDevice('grid:8x8')!;
  const files = globSync('**/*.qasm', { cwd: sharedPath('circuits') }).sort();
  const chosen = (list: readonly string[]): string[] =>
    files.filter((file) => nightly || list.some((name) => file.endsWith(`/${name}.qasm`)));

  test.each(chosen(daily.small))('%s, pass by pass', (file) => {
    const circuit = read(file);
    if (!fits(circuit, SIZES.small)) return;
    expectKept(circuit, device);
  });

  test.each(chosen(daily.wide))('%s with open angles, and at quarter turns', (file) => {
    const circuit = withOpenAngles(read(file));
    if (!fits(circuit, SIZES.wide) || circuit.qubits.length > device.qubits) return;
    const result = lower(circuit, device);
    expect(verify(inPlace(circuit), compiled(result))).toMatchObject({ verdict: 'equivalent' });

    const random = randomNumbers(5);
    const values = circuit.leaves.map(() => (Math.floor(random() * 4) * Math.PI) / 2);
    const [clifford, there] = [circuit, compiled(result).circuit].map((each) => bind(each, values));
    const { start, end } = result;
    const at = (places: Places): Subject => ({ circuit: there!, places });
    expect(verify(inPlace(clifford!), at({ start, end }))).toMatchObject({ verdict: 'equivalent' });
    if (circuit.measurements.length > 0) return;
    const [first = 0, second = 0, ...rest] = end;
    const exchanged = at({ start, end: [second, first, ...rest] });
    expect(verify(inPlace(clifford!), exchanged)).toMatchObject({ verdict: 'different' });
  });
});

/** As far as it can be read: some files measure into bits that they never declare. */
function read(file: string): Circuit {
  const { program } = readOpenqasm(readTextFile(sharedPath('circuits'), file), file);
  return toCircuit(program).circuit;
}

function fits(
  circuit: Circuit,
  size: { readonly qubits: number; readonly gates: number },
): boolean {
  return circuit.qubits.length <= size.qubits && circuit.gates.length <= size.gates;
}

/** The circuit with inputs for angles, and Clifford gates for those with controls, so that its shape stays. */
function withOpenAngles(circuit: Circuit): Circuit {
  const angles: Affine[] = [];
  const open = (): number =>
    angles.push({
      constant: exact.zero,
      terms: [{ leaf: angles.length % LEAVES, coefficient: exact.one }],
    }) - 1;
  const gates = circuit.gates.map((gate): Gate => {
    const { name, controls, qubits } = gate;
    if (controls.length > 0 && gate.conditions === undefined) {
      const [target, control] = [qubits.slice(0, 1), controls.slice(0, 1)];
      return { ...gate, name: 'x', qubits: target, controls: control, angles: [] };
    }
    if (name === 't' || name === 'tdg') return { ...gate, name: name === 't' ? 's' : 'sdg' };
    return { ...gate, angles: gate.angles.map(open) };
  });
  const leaves = Array.from({ length: LEAVES }, (_, node) => ({ node, element: 0 }));
  return { ...circuit, leaves, angles, gates };
}

const LEAVES = 40;
