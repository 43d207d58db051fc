import { sizeOf } from '../graph/kernel.ts';
import type { Operand } from '../graph/kernel.ts';
import { bindOperation } from '../graph/operations/index.ts';
import type { PlainOperation } from '../graph/operations/index.ts';
import type { Circuit } from '../program/index.ts';
import { createSimulator } from '../simulate/index.ts';
import type { Simulator } from '../simulate/simulator.ts';

/** Numbers row-major in a shape. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function tensor(shape: readonly number[], data: ArrayLike<number>): Tensor {
  return { shape, data: Float64Array.from(data) };
}

/**
 * One operation of a Program's dataflow graph on one sample.
 * @param shape of the result, as the node says it
 * @param inputs in the order of the node's inputs; the first of an `else` is undefined where the value is missing
 */
export function operate(
  operation: PlainOperation,
  shape: readonly number[],
  ...inputs: readonly (Tensor | undefined)[]
): Tensor {
  const data = new Float64Array(sizeOf(shape));
  const absent = inputs[0] === undefined;
  const kernel = bindOperation(
    operation,
    {
      inputs: inputs.map((input) => operandOf(input ?? tensor(shape, data))),
      output: operandOf({ shape, data }),
    },
    () => absent,
  );
  kernel.forward(1);
  return { shape, data };
}

/** Runs a circuit on one sample: leaves in, measured values out, one measurement after the other. */
export type CircuitRunner = (
  leaves: ArrayLike<number>,
  present?: (modality: string) => boolean,
) => Float64Array;

/**
 * Makes a circuit ready to run. `leaves` are the values of its leaves in their order; `present` says which modalities
 * the sample has (default: all), and gates that encode another one are left out.
 */
export function createCircuit(circuit: Circuit, precision: 'f32' | 'f64' = 'f64'): CircuitRunner {
  const modalities = [...new Set(circuit.gates.flatMap((gate) => gate.when))].sort();
  const simulators = new Map<string, Simulator>();
  const simulatorFor = (has: readonly string[]): Simulator => {
    const key = JSON.stringify(has);
    const known = simulators.get(key);
    if (known) return known;
    const sampled = circuit.leaves.map(() => false);
    const present = (modality: string): boolean => has.includes(modality);
    const simulator = createSimulator(circuit, { precision, sampled, present });
    simulators.set(key, simulator);
    return simulator;
  };
  return (leaves, present = () => true) => {
    const simulator = simulatorFor(modalities.filter(present));
    const out = new Float64Array(simulator.outputs);
    simulator.forward(Float64Array.from(leaves), new Float64Array(0), 1, out);
    return out;
  };
}

function operandOf({ shape, data }: Tensor): Operand {
  return { shape, size: data.length, stride: data.length, value: data, gradient: null };
}
