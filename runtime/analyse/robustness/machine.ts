import type { RandomStream } from '../../data/random.ts';
import { type Circuit, measurementSize, type NoiseModel } from '../../program/index.ts';
import { executeCircuit } from '../../simulate/index.ts';

/** Values of a circuit as a machine would tell them: for each row, from some shots, with its errors. */
export interface MachineRequest {
  readonly circuit: Circuit;
  /** Row-major `[rows, leaves]`. */
  readonly leaves: Float64Array;
  readonly rows: number;
  /** Null for the exact mean. */
  readonly shots: number | null;
  readonly noise: NoiseModel;
  readonly random: RandomStream;
}

/** @returns row-major `[rows, outputs]` */
export function askMachine(request: MachineRequest): Float64Array {
  const { circuit, leaves, rows, shots, noise, random } = request;
  const simulator = executeCircuit(circuit, {
    precision: 'f64',
    sampled: circuit.leaves.map(() => true),
    wanted: circuit.leaves.map(() => false),
    kernels: 'generic',
    execution: { shots, noise, seed: 0 },
    gradient: 'adjoint',
    random: () => random,
  });
  const out = new Float64Array(rows * outputsOf(circuit));
  simulator.forward(new Float64Array(0), leaves, rows, out);
  return out;
}

/** Numbers that a circuit tells of a sample. */
export function outputsOf({ measurements }: Circuit): number {
  return measurements.reduce((sum, each) => sum + measurementSize(each), 0);
}
