import type { Circuit, Gate } from '../../program/circuit.ts';
import type { Channel, NoiseModel } from '../../program/execution.ts';
import { isSame } from './confusion.ts';

/** What acts after a gate, in this order. `measure` and `reset` are gates by name only. */
export function channelsAfter(noise: NoiseModel, circuit: Circuit, gate: Gate): readonly Channel[] {
  const qubits = [...gate.qubits, ...gate.controls].map((qubit) => circuit.qubits[qubit]!);
  const isOperation = gate.name === 'measure' || gate.name === 'reset';
  return noise.gates
    .filter(({ after, on }) => {
      if (
        on !== null &&
        !(
          on.length === qubits.length &&
          on.every((one) => qubits.some((other) => isSame(one, other)))
        )
      )
        return false;
      if (typeof after === 'object') return after.gate === gateText(gate);
      if (isOperation) return false;
      return after === 'every' || qubits.length === (after === 'one_qubit' ? 1 : 2);
    })
    .map(({ channel }) => channel);
}

/** The name with its controls, as the language writes it: `cx`, `ccx`, `crz`. */
function gateText({ name, controls }: Gate): string {
  return 'c'.repeat(controls.length) + name;
}
