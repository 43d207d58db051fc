import type { Circuit, Node, Program } from '../program/index.ts';
import { ancestors } from '../graph/dependencies.ts';

/** A program that also tells the states its circuits prepare. */
export interface WithStates {
  readonly program: Program;
  /** One for each circuit on the way: all amplitudes, real and imaginary part in turn. */
  readonly states: readonly number[];
}

/** Adds, behind everything else, the state of each circuit that enters `target` and that something trainable enters. */
export function withStates(program: Program, target: number): WithStates {
  const nodes: Node[] = [...program.nodes];
  const circuits: Circuit[] = [...program.circuits];
  const states = ancestors(program, [target]).flatMap((index) => {
    const node = program.nodes[index]!;
    const { operation, inputs } = node;
    if (operation.kind !== 'circuit') return [];
    if (!inputs.some((input) => program.nodes[input]!.trainable)) return [];
    const source = program.circuits[operation.circuit]!;
    const qubits = source.qubits.map((_, qubit) => qubit);
    const circuit = circuits.push({ ...source, measurements: [{ kind: 'amplitudes', qubits }] });
    return (
      nodes.push({
        ...node,
        operation: { kind: 'circuit', circuit: circuit - 1 },
        shape: [2 * 2 ** qubits.length],
      }) - 1
    );
  });
  return { program: { ...program, nodes, circuits }, states };
}
