import type { Circuit, Gate } from '../../program/circuit.ts';
import type { Channel, NoiseModel } from '../../program/execution.ts';
import { nameWithControls } from '../../program/gate-name.ts';
import { isSame } from './confusion.ts';

/** A channel, and the qubits it acts on together or one by one. */
export interface Acting {
  readonly channel: Channel;
  readonly qubits: readonly number[];
}

/** What acts after a gate, in this order. */
export function channelsAfter(noise: NoiseModel, circuit: Circuit, gate: Gate): readonly Acting[] {
  const qubits = [...gate.qubits, ...gate.controls];
  const names = qubits.map((qubit) => circuit.qubits[qubit]!);
  const byNameOnly = gate.name === 'measure' || gate.name === 'reset';
  return noise.gates.flatMap(({ after, on, channel, qubit }): Acting[] => {
    const isNamed = typeof after === 'object' && after.gate === nameWithControls(gate);
    const isMeant =
      !byNameOnly &&
      (after === 'every' ||
        (after === 'one_qubit' && qubits.length === 1) ||
        (after === 'two_qubit' && qubits.length === 2));
    if (!isNamed && !isMeant) return [];
    const isThere =
      on === null ||
      (on.length === names.length && on.every((one) => names.some((other) => isSame(one, other))));
    if (!isThere) return [];
    return [
      { channel, qubits: qubit ? qubits.filter((_, i) => isSame(names[i]!, qubit)) : qubits },
    ];
  });
}
