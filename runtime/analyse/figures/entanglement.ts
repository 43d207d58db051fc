import { entangling } from '../measure/meyer-wallach.ts';
import type { FigureRequest, Told } from '../request.ts';
import { perCircuit } from './per-circuit.ts';

export function entanglement({ ansatzes, samples, random }: FigureRequest): Told {
  return perCircuit(
    'entanglement',
    'Entanglement (Meyer-Wallach)',
    ansatzes,
    (ansatz) =>
      ansatz.circuit.qubits.length < 2
        ? undefined
        : entangling(ansatz, samples, random(`entanglement/${ansatz.name}`)),
    {
      rows: ({ mean, deviation, own, haar }) => [
        ["with the model's weights", own],
        ['mean over random weights', mean],
        ['deviation over random weights', deviation],
        ['of random states', haar],
      ],
      plots: () => [],
      meaning: ({ own }) =>
        own < 0.01
          ? 'The qubits stay apart, so a classical computer can follow each on its own; worry if the model is meant to be more than that.'
          : `The qubits are ${own > 0.6 ? 'strongly' : 'partly'} entangled (0 is not at all, 1 as much as in a GHZ state); worry at 0 only.`,
      worry: ({ own }) => 0.01 - own,
    },
    'it has one qubit',
  );
}
