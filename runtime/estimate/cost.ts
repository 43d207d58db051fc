import type { Host } from '../host.ts';
import type { Run, TrainSettings } from '../program/run.ts';
import { memoryNeeded } from '../simulate/index.ts';
import { kernelMemory } from './kernel-memory.ts';
import { stepSeconds } from './step.ts';
import { trainingSamples } from './samples.ts';
import { trainedCircuits } from './trained-circuits.ts';
import type { TrainedCircuit } from './trained-circuits.ts';

/** What training a run will take on this machine, told before it starts. */
export interface Cost {
  /** Of memory, for the circuits of one batch forward and backward, or for what solvers are fitted to if that is more. */
  readonly bytes: number;
  /** Of memory: the largest kernel between all training samples; 0 where none is needed or the data is not there. */
  readonly kernelBytes: number;
  /** For all epochs and folds, by timing one step; null where the data is not there or a step takes too long to time. */
  readonly seconds: number | null;
}

/** Without `train` settings, one step of as many samples as the language's default. */
const defaultBatch = 32;

/**
 * @param base folder that the run's data paths are relative to
 * @throws UserProblem `not-yet` for what the simulator cannot run
 */
export function estimateCost(run: Run, base: string, host: Host): Cost {
  const { train } = run;
  const batch = train?.batch ?? defaultBatch;
  const precision = train?.precision ?? 'f32';
  const circuits = trainedCircuits(run, batch);
  const bytes = circuits.map(({ circuit, rows }) => memoryNeeded(circuit, rows, precision));
  const samples = train ? trainingSamples(run, base, host) : null;
  const step = samples === null ? null : secondsOfStep(circuits, precision, host);
  const kernelBytes = samples === null ? 0 : kernelMemory(run.program, samples.rows);
  const circuitBytes = bytes.reduce((sum, one) => sum + one, 0);
  return {
    bytes: Math.max(circuitBytes, kernelBytes),
    kernelBytes,
    seconds:
      train === null || samples === null || step === null
        ? null
        : step * Math.ceil(samples.rows / batch) * samples.folds * epochsOf(run, train),
  };
}

/** Without an objective all samples are seen once, to fit and solve. */
function epochsOf({ program }: Run, { epochs, stages, rounds }: TrainSettings): number {
  if (program.objectives.length === 0) return 1;
  if (stages.length === 0) return epochs;
  return rounds * stages.reduce((sum, stage) => sum + stage.epochs, 0);
}

function secondsOfStep(
  circuits: readonly TrainedCircuit[],
  precision: 'f32' | 'f64',
  host: Host,
): number | null {
  let sum = 0;
  for (const { circuit, rows, times, sampled } of circuits) {
    const seconds = stepSeconds(circuit, { batch: rows, precision, sampled }, host);
    if (seconds === null) return null;
    sum += seconds * times;
  }
  return sum;
}
