import {
  measurementSize,
  type Node,
  type Output,
  type Program,
} from '../../runtime/program/index.ts';
import type { OpenqasmProgram } from './program.ts';
import { toCircuit } from './to-circuit.ts';

/**
 * An OpenQASM program as a Program of one circuit: its inputs are modalities, and each register of bits is a readout
 * of the probabilities of its values.
 */
export function toProgram(source: OpenqasmProgram): Program {
  const { circuit, origins, readouts } = toCircuit(source);
  const rate = source.inputs.length === 0 ? 'shared' : 'sample';
  const nodeOf = (node: Pick<Node, 'operation' | 'inputs' | 'shape'>, needs: string[]): Node => ({
    ...node,
    rate,
    trainable: false,
    needs,
    origin: 0,
  });
  const inputs = source.inputs.map((name) =>
    nodeOf({ operation: { kind: 'input', name }, inputs: [], shape: [] }, [name]),
  );
  const sizes = circuit.measurements.map(measurementSize);
  const whole = nodeOf(
    {
      operation: { kind: 'circuit', circuit: 0 },
      inputs: inputs.map((_, index) => index),
      shape: [sizes.reduce((sum, size) => sum + size, 0)],
    },
    [...source.inputs],
  );
  const slices = sizes.map((size, index): Node => {
    const start = sizes.slice(0, index).reduce((sum, one) => sum + one, 0);
    const axis = { kind: 'range', start, stop: start + size, step: 1 } as const;
    const operation = { kind: 'slice', axes: [axis] } as const;
    return nodeOf({ operation, inputs: [inputs.length], shape: [size] }, [...source.inputs]);
  });
  return {
    format: 'qmm-program',
    version: 1,
    model: source.name,
    sources: [source.path],
    inputs: source.inputs.map((name) => ({
      name,
      role: 'modality',
      type: { kind: 'tensor', element: 'real' },
      shape: [],
      optional: false,
      origin: 0,
    })),
    parameters: [],
    nodes: [...inputs, whole, ...slices],
    circuits: [
      { ...circuit, gates: circuit.gates.map((gate) => ({ ...gate, origin: gate.origin + 1 })) },
    ],
    readouts: readouts.map(({ register }, index): Output => ({
      name: register,
      node: inputs.length + 1 + index,
      type: `real[${sizes[index]!}]`,
    })),
    objectives: [],
    metrics: [],
    judged: [],
    origins: [
      { file: 0, start: 0, end: 0, path: [source.name] },
      ...origins.map(({ start, end }) => ({ file: 0, start, end, path: [source.name] })),
    ],
  };
}
