import type { Host } from '../host.ts';
import type { Circuit, Program } from '../program/index.ts';
import type { Run, TrainSettings } from '../program/run.ts';
import { memoryNeeded } from '../simulate/index.ts';
import { stepSeconds } from './step.ts';
import { trainingSamples } from './samples.ts';

/** What training a run will take on this machine, told before it starts. */
export interface Cost {
  /** Of memory, for the circuits of one batch forward and backward. */
  readonly bytes: number;
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
  const { program, train } = run;
  const batch = train?.batch ?? defaultBatch;
  const precision = train?.precision ?? 'f32';
  const bytes = program.circuits.map((circuit) => memoryNeeded(circuit, batch, precision));
  const samples = train ? trainingSamples(run, base, host) : null;
  const step = samples === null ? null : secondsOfStep(program, batch, precision, host);
  return {
    bytes: bytes.reduce((sum, one) => sum + one, 0),
    seconds:
      train === null || samples === null || step === null
        ? null
        : step * Math.ceil(samples.rows / batch) * samples.folds * epochsOf(train),
  };
}

function epochsOf({ epochs, stages, rounds }: TrainSettings): number {
  if (stages.length === 0) return epochs;
  return rounds * stages.reduce((sum, stage) => sum + stage.epochs, 0);
}

function secondsOfStep(
  program: Program,
  batch: number,
  precision: 'f32' | 'f64',
  host: Host,
): number | null {
  const steps = program.circuits.map((circuit) =>
    stepSeconds(circuit, { batch, precision, sampled: sampledLeaves(program, circuit) }, host),
  );
  return steps.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  );
}

function sampledLeaves(program: Program, circuit: Circuit): boolean[] {
  return circuit.leaves.map(({ node }) => program.nodes[node]?.rate === 'sample');
}
