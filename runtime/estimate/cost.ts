import type { Host } from '../host.ts';
import { needsGradient } from '../program/index.ts';
import type { Run, TrainSettings } from '../program/index.ts';
import { memoryNeeded } from '../simulate/index.ts';
import { kernelMemory } from './kernel-memory.ts';
import { machineCircuits } from './machine-circuits.ts';
import { stepSeconds, type StepOptions } from './step.ts';
import { plannedSeconds } from './planned.ts';
import { trainingSamples } from './samples.ts';
import { stagePasses } from './stage-passes.ts';
import { trainedCircuits } from './trained-circuits.ts';
import type { TrainedCircuit } from './trained-circuits.ts';

/** What training a run will take on this machine, told before it starts. */
export interface Cost {
  /** Of memory, for the circuits of one batch forward and backward, or for what solvers are fitted to if that is more. */
  readonly bytes: number;
  /** Of memory: the largest kernel between all training samples; 0 where none is needed or the data is not there. */
  readonly kernelBytes: number;
  /** For all epochs and folds; null where the data is not there or a step cannot be told. */
  readonly seconds: number | null;
  /** That a machine runs for one sample of a training step, shifted ones included; 0 where values are exact. */
  readonly circuits: number;
  /** Of all circuits in all epochs and folds; 0 where values are exact, null where the data is not there. */
  readonly shots: number | null;
}

/** Without `train` settings, one step of as many samples as the language's default. */
export const DEFAULT_BATCH = 32;

/**
 * @param base folder that the run's data paths are relative to
 * @param how a step is told: timed, or at once from its plan, where there is one
 * @throws UserProblem `not-yet` for what the simulator cannot run
 */
export function estimateCost(
  run: Run,
  base: string,
  host: Host,
  how: 'timed' | 'planned' = 'timed',
): Cost {
  const { train } = run;
  const batch = train?.batch ?? DEFAULT_BATCH;
  const precision = train?.precision ?? 'f32';
  const circuits = trainedCircuits(run, batch);
  const noise = train?.execution.noise ?? null;
  const bytes = circuits.map(({ circuit, rows }) => memoryNeeded(circuit, rows, precision, noise));
  const samples = train ? trainingSamples(run, base, host) : null;
  const kernelBytes = samples === null ? 0 : kernelMemory(run.program, samples.rows);
  const circuitBytes = bytes.reduce((sum, one) => sum + one, 0);
  const pass =
    train === null || samples === null
      ? null
      : secondsOfPasses(run, train, circuits, { host, how });
  const shots = train?.execution.shots ?? null;
  return {
    bytes: Math.max(circuitBytes, kernelBytes),
    kernelBytes,
    seconds:
      samples === null || pass === null
        ? null
        : pass * Math.ceil(samples.rows / batch) * samples.folds,
    ...(train === null || shots === null
      ? { circuits: 0, shots: 0 }
      : shotsOf(run, { ...train, shots }, circuits, samples)),
  };
}

interface Telling {
  readonly host: Host;
  readonly how: 'timed' | 'planned';
}

function shotsOf(
  { program }: Run,
  train: TrainSettings & { readonly shots: number },
  circuits: readonly TrainedCircuit[],
  samples: { readonly rows: number; readonly folds: number } | null,
): Pick<Cost, 'circuits' | 'shots'> {
  const stages = stagePasses(program, train).map(({ optimizer, passes }) => {
    const differentiate = needsGradient(optimizer);
    return {
      passes,
      circuits: machineCircuits(circuits, train.batch, train, differentiate),
    };
  });
  const perSample = stages.reduce((sum, stage) => sum + stage.passes * stage.circuits, 0);
  return {
    circuits: Math.max(0, ...stages.map((stage) => stage.circuits)),
    shots: samples && Math.round(perSample * samples.rows) * samples.folds * train.shots,
  };
}

/** For each batch of the training split, over the whole training; null where a step takes too long to time. */
function secondsOfPasses(
  { program }: Run,
  train: TrainSettings,
  circuits: readonly TrainedCircuit[],
  telling: Telling,
): number | null {
  const timed = new Map<boolean, number>();
  let sum = 0;
  for (const { optimizer, passes } of stagePasses(program, train)) {
    const differentiate = needsGradient(optimizer);
    const step = timed.get(differentiate) ?? secondsOfStep(circuits, train, differentiate, telling);
    if (step === null) return null;
    timed.set(differentiate, step);
    sum += passes * step;
  }
  return sum;
}

function secondsOfStep(
  circuits: readonly TrainedCircuit[],
  { precision, execution, gradient }: TrainSettings,
  differentiate: boolean,
  { host, how }: Telling,
): number | null {
  let sum = 0;
  for (const { circuit, rows, times, sampled, wanted } of circuits) {
    const own = { batch: rows, sampled, wanted: differentiate ? wanted : wanted.map(() => false) };
    const options: StepOptions = { ...own, precision, execution, gradient, differentiate };
    const planned = how === 'planned' ? plannedSeconds(circuit, options) : null;
    const seconds = planned ?? stepSeconds(circuit, options, host);
    if (seconds === null) return null;
    sum += seconds * times;
  }
  return sum;
}
