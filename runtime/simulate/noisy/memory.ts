import type { Circuit } from '../../program/circuit.ts';
import type { NoiseModel } from '../../program/execution.ts';
import { ADDRESSABLE } from '../limits.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import { planNoisy } from './build.ts';
import { placeNoisyBatch } from './engine.ts';
import { bytesOfNoisyStates } from './limits.ts';
import { writeNoisyPrograms } from './programs.ts';

/** Bytes that forward and backward of a batch take; of what cannot be addressed, those of the states alone. */
export function noisyMemory(
  circuit: Circuit,
  batch: number,
  precision: Precision,
  noise: NoiseModel,
): number {
  const states = bytesOfNoisyStates(circuit);
  if (states > ADDRESSABLE) return states;
  const plan = planNoisy(circuit, noise, { sampled: circuit.leaves.map(() => false) });
  const vector = vectorOf(precision);
  return placeNoisyBatch(writeNoisyPrograms(plan, vector), batch, vector.lanes).end;
}
