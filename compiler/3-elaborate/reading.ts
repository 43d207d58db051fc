import { measuredQubits, type Measurement } from '../../runtime/program/index.ts';
import { leafForm } from './form.ts';
import type { BuiltNode } from './graph.ts';
import type { IntrinsicCall } from './intrinsics/context.ts';
import { lightCone } from './light-cone.ts';
import { live, sourcesOf, type Reading } from './quantum.ts';
import { refuse } from './report.ts';
import { reshaped } from './tensor.ts';
import { elements, nothing, real, type Tensor } from './value.ts';

/** A value read out of the state as it is here. */
export function readState(
  call: IntrinsicCall,
  measurements: readonly Measurement[],
  shape: readonly number[],
  kind: Reading['kind'] = 'value',
): Tensor {
  const { graph, quantum } = call.frame.elaboration;
  const qubits = [...new Set(measurements.flatMap(measuredQubits))];
  const gone = qubits.find((id) => live(quantum, [id]).length === 0);
  // A reduced state may be read from its surroundings, which may have been dropped.
  if (gone !== undefined && kind === 'value') {
    refuse('dropped-qubit', 'default', call.at, {
      name: quantum.qubits[gone]?.register ?? '',
      kept: '',
    });
  }
  const position = quantum.gates.length;
  const leaves = new Set<BuiltNode>();
  for (const { angles } of lightCone(quantum.gates, qubits).gates) {
    for (const { terms } of angles) for (const term of terms) leaves.add(graph.nodes[term.node]!);
  }
  const size = elements(shape);
  const rate = [...leaves].some((node) => node.rate === 'sample') ? 'sample' : 'shared';
  const trainable = [...leaves].some((node) => node.trainable);
  const node = graph.add({
    // Which circuit it is turns out when all readings are known; the number keeps equal readings apart.
    operation: { kind: 'circuit', circuit: -1 - quantum.readings.length },
    inputs: [],
    shape: [size],
    rate,
    trainable,
    needs: [],
  });
  quantum.readings.push({ position, measurements, node, kind });
  const value: Tensor = {
    kind: 'tensor',
    element: real,
    shape: [size],
    rate,
    sources: sourcesOf(quantum, qubits),
    needs: nothing,
    trainable,
    form: (index) => leafForm(node, index),
    node: () => node,
  };
  return shape.length === 1 ? value : reshaped(graph, value, shape);
}
