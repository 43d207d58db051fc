import type { Program } from '../../../runtime/program/index.ts';
import type { Task } from '../protocol.ts';
import { circuitOf } from './circuit.ts';

/** The node that is the loss. */
export const LOSS = 4;

/** A model that is a task's circuit and nothing else: its loss is the weighted sum of the outputs. */
export function programOf({ shared, sampled, circuit }: Task): Program {
  const own = sampled[0]?.length ?? 0;
  const outputs = circuit.observables.length;
  const node = { trainable: true, needs: [], origin: 0 } as const;
  return {
    format: 'qmm-program',
    version: 1,
    model: 'Bench',
    sources: [],
    origins: [],
    inputs: [
      {
        name: 'x',
        role: 'modality',
        type: { kind: 'tensor', element: 'real' },
        shape: [own],
        optional: false,
        origin: 0,
      },
    ],
    parameters: [
      {
        path: 'Bench/w',
        shape: [shared.length],
        start: { kind: 'constant', value: 0 },
        unit: 'angle',
        origin: 0,
      },
    ],
    nodes: [
      {
        ...node,
        operation: { kind: 'parameter', index: 0 },
        inputs: [],
        shape: [shared.length],
        rate: 'shared',
      },
      {
        ...node,
        operation: { kind: 'input', name: 'x' },
        inputs: [],
        shape: [own],
        rate: 'sample',
        trainable: false,
      },
      {
        ...node,
        operation: { kind: 'circuit', circuit: 0 },
        inputs: [0, 1],
        shape: [outputs],
        rate: 'sample',
      },
      {
        ...node,
        operation: {
          kind: 'constant',
          values: circuit.observables.map(({ coefficient }) => coefficient),
        },
        inputs: [],
        shape: [outputs],
        rate: 'shared',
        trainable: false,
      },
      { ...node, operation: { kind: 'matmul' }, inputs: [2, 3], shape: [], rate: 'sample' },
    ],
    circuits: [circuitOf(circuit, shared.length, own).circuit],
    readouts: [],
    objectives: [{ name: '', node: LOSS, tasks: [] }],
    metrics: [],
    judged: [],
  };
}
