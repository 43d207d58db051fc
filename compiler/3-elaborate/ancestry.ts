import { measuredQubits } from '../../runtime/program/index.ts';
import type { Elaboration } from './frame.ts';
import { lightCone } from './light-cone.ts';

/** All that a node is made of, itself included; through circuits too, which are not cut out yet. */
export function ancestry(elaboration: Elaboration, root: number): ReadonlySet<number> {
  const { graph, quantum } = elaboration;
  const found = new Set([root]);
  for (const node of found) {
    for (const input of graph.nodes[node]!.inputs) found.add(input);
    for (const { measurements, position } of quantum.readings.filter((one) => one.node === node)) {
      const gates = quantum.gates.slice(0, position);
      const cone = lightCone(gates, measurements.flatMap(measuredQubits)).gates;
      for (const { terms } of cone.flatMap((gate) => gate.angles))
        for (const term of terms) found.add(term.node);
    }
  }
  return found;
}
