import fc from 'fast-check';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { generatedDevice, type Device } from '../../compiler/targets/index.ts';
import { leafValues, programOf, randomGate } from '../support/circuits.ts';
import type { Case } from './qiskit.ts';
import { inputValues } from './texts.ts';

const SEED = 8128;
/** Any values, and those at which decompositions are not unique. */
const FEATURES: readonly (readonly number[])[] = [
  [0.3, -1.1, 2.4, 0.7],
  [0, 0, 0, 0],
  [Math.PI / 2, -Math.PI, Math.PI / 2, 2 * Math.PI],
  [Math.PI, Math.PI / 2, 0, 1.3],
];

const line = (qubits: number): Device => generatedDevice(`linear:${qubits}`)!;

/** Machines by the number of their qubits. */
const machines: readonly { readonly name: string; readonly of: (qubits: number) => Device }[] = [
  { name: 'a line', of: line },
  {
    name: 'a fractional line',
    of: (qubits) => ({
      ...line(qubits),
      basis: ['rz', 'sx', 'x', 'rx', 'rzz', 'cz'],
      rzzAngles: 'quadrant',
    }),
  },
  { name: 'a line with prx', of: (qubits) => ({ ...line(qubits), basis: ['prx', 'cz'] }) },
];

/** Random circuits of 2 to 8 qubits with slots, beside their logical texts, for Qiskit's `Operator`. */
export function slotCases(): readonly (Case & { readonly kind: 'operator' })[] {
  return [2, 3, 5, 8].flatMap((qubits) => {
    const lists = fc.sample(fc.array(randomGate(qubits), { minLength: 10, maxLength: 20 }), {
      seed: SEED + qubits,
      numRuns: qubits === 8 ? 1 : 3,
    });
    return lists.flatMap((gates, k) =>
      machines.slice(0, qubits > 3 ? 1 : 3).flatMap((machine) => {
        const program = programOf(qubits, gates, []);
        const plain = emitOpenqasm3(program, 0, { form: 'logical' });
        const target = machine.of(qubits);
        const compiled = emitOpenqasm3(program, 0, {
          form: 'isa',
          target,
          lowering: { slots: true },
        });
        return FEATURES.map((features) => {
          const values = leafValues(program.circuits[0]!, features);
          const at = features.map((x) => x.toFixed(2)).join(', ');
          return {
            id: `circuit ${k + 1} of ${qubits} qubits on ${machine.name} at ${at}`,
            kind: 'operator' as const,
            plain: { text: plain.text, values: inputValues(plain, values) },
            compiled: { text: compiled.text, values: inputValues(compiled, values) },
            start: compiled.layout,
            end: compiled.finalLayout,
          };
        });
      }),
    );
  });
}
