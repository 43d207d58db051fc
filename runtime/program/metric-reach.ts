import { isDynamic } from './circuit.ts';
import type { Node } from './node.ts';
import type { Program } from './program.ts';
import { parametersBehind } from './trained.ts';

/** From here on a state for each sample of a batch takes too much memory. */
const MOST_QUBITS = 15;

/**
 * Why there is no metric of the states that trained numbers move, so that `qng` cannot train them; undefined where
 * there is one. The circuits that they enter prepare pure states, and each of them stands for itself.
 * @param trained parameters, by index
 */
export function whyNoMetric(
  program: Program,
  objective: number,
  trained: ReadonlySet<number>,
): string | undefined {
  let circuits = 0;
  for (const index of behind(program, objective)) {
    const { operation, inputs } = program.nodes[index]!;
    const isMoved = inputs.some((input) =>
      parametersBehind(program, input).some((parameter) => trained.has(parameter)),
    );
    if (!isMoved) continue;
    if ('body' in operation && hasCircuits(operation.body)) {
      return `a trained circuit stands in a \`${operation.kind}\`, where it prepares a state for each entry`;
    }
    if (operation.kind !== 'circuit') continue;
    circuits += 1;
    const circuit = program.circuits[operation.circuit]!;
    if (isDynamic(circuit)) return 'a trained circuit measures or resets qubits on the way';
    if (circuit.qubits.length > MOST_QUBITS) {
      return `a trained circuit has ${circuit.qubits.length} qubits, more than ${MOST_QUBITS}`;
    }
  }
  return circuits === 0 ? 'no trained weight enters a circuit' : undefined;
}

function hasCircuits({ nodes }: { readonly nodes: readonly Node[] }): boolean {
  return nodes.some(
    ({ operation }) =>
      operation.kind === 'circuit' || ('body' in operation && hasCircuits(operation.body)),
  );
}

function behind({ nodes }: Program, node: number): ReadonlySet<number> {
  const found = new Set([node]);
  for (const each of found) for (const input of nodes[each]!.inputs) found.add(input);
  return found;
}
