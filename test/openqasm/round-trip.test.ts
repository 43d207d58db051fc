import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { readOpenqasm, toCircuit } from '../../compiler/openqasm/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import {
  exact,
  measuredQubits,
  moveMeasurement,
  type Affine,
} from '../../runtime/program/index.ts';
import { leafValues, programOf, randomGate } from '../support/circuits.ts';
import { measured, overlap, stateAfter } from '../support/statevector.ts';

const features = [0.3, -1.1, 2.2, 0.9];
const QUBITS = 4;

const programs = fc
  .array(randomGate(QUBITS), { minLength: 1, maxLength: 12 })
  .map((gates) => programOf(QUBITS, gates, [{ kind: 'probabilities', qubits: [2, 0] }]));

test('what is written as OpenQASM 3 is read as the same circuit', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const source = program.circuits[0]!;
      const emitted = emitOpenqasm3(program, 0, { form: 'logical' });
      const read = readOpenqasm(emitted.text, 'random.qasm');
      const { circuit } = toCircuit(read.program);
      expect(read.diagnostics).toEqual([]);
      expect(circuit.measurements).toEqual(source.measurements);
      const values = leafValues(source, features);
      const given = emitted.inputs.map(({ leaf }) => values[leaf]!);
      expect(overlap(stateAfter(source, values), stateAfter(circuit, given))).toBeCloseTo(1, 9);
    }),
    { numRuns: 60, seed: 20261123 },
  );
});

test('what is written for a machine is read as the same circuit, on the qubits of the machine', async () => {
  const target = (await libraryDevice('hanoi'))!;
  // Times of waiting are read, too.
  const lowering = { decoupling: 'XX' } as const;
  fc.assert(
    fc.property(programs, (program) => {
      const source = program.circuits[0]!;
      const emitted = emitOpenqasm3(program, 0, { form: 'isa', target, lowering });
      const { circuit } = toCircuit(readOpenqasm(emitted.text, 'random.qasm').program);
      // A rotation by zero only tells how many qubits the machine has.
      const acting = circuit.gates.filter(({ angles }) =>
        angles.every((at) => !isZero(circuit.angles[at]!)),
      );
      const touched = acting.flatMap(({ qubits, controls }) => [...qubits, ...controls]);
      const read = circuit.measurements.flatMap(measuredQubits);
      const used = [...new Set([...touched, ...read])].sort((a, b) => a - b);
      const place = new Map(used.map((qubit, index) => [qubit, index]));
      const moved = (qubits: readonly number[]): number[] => qubits.map((one) => place.get(one)!);
      const small = {
        ...circuit,
        qubits: used.map((qubit) => circuit.qubits[qubit]!),
        gates: acting.map((gate) => ({
          ...gate,
          qubits: moved(gate.qubits),
          controls: moved(gate.controls),
        })),
      };
      const values = leafValues(source, features);
      const given = emitted.inputs.map(({ leaf }) => values[leaf]!);
      const readouts = circuit.measurements.map((one) =>
        moveMeasurement(one, (qubit) => place.get(qubit)!),
      );
      const found = measured(stateAfter(small, given), readouts);
      const wanted = measured(stateAfter(source, values), source.measurements);
      expect(found).toHaveLength(wanted.length);
      found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 9));
    }),
    { numRuns: 10, seed: 20261123 },
  );
});

function isZero({ constant, terms }: Affine): boolean {
  return terms.length === 0 && exact.isZero(constant);
}
