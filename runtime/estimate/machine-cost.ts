import { jobLimits } from '../hardware/job-limits.ts';
import { machineSeconds } from '../hardware/machine-seconds.ts';
import type { Host } from '../host.ts';
import { needsGradient, takesWholeSplit } from '../program/index.ts';
import type { Measurement, Optimizer, Run, TrainSettings } from '../program/index.ts';
import { countCircuits } from '../simulate/index.ts';
import { trainingSamples } from './samples.ts';
import { type StagePasses, stagePasses } from './stage-passes.ts';
import { trainedCircuits } from './trained-circuits.ts';

/** What a machine would have to do for a training, told before it starts. */
export interface MachineCost {
  /** Of the largest step: jobs that are sent at once, and circuits that they run, each with all its shots. */
  readonly step: Work & { readonly samples: number };
  /** Of all steps of all folds. */
  readonly steps: number;
  readonly whole: Work & {
    readonly shots: number;
    /** That the machine is busy: an estimate by the rule that `machineSeconds` names. */
    readonly seconds: number;
  };
}

interface Work {
  readonly jobs: number;
  readonly circuits: number;
}

/**
 * As `qmm train --on` would have it: an adjoint gradient is one by shifts there, because a machine shows no state.
 * @param base folder that the run's data paths are relative to
 * @param shots of each circuit
 * @returns null where the data is not there, or nothing is trained
 */
export function machineCost(run: Run, base: string, host: Host, shots: number): MachineCost | null {
  const { train, program } = run;
  const samples = train && trainingSamples(run, base, host);
  if (train === null || samples === null || program.objectives.length === 0) return null;
  const stages = stagePasses(program, train).map((stage) => {
    const rows = samplesOfStep(stage.optimizer, train.batch, samples.rows);
    const step = { ...workOfStep(run, train, stage.optimizer, rows, shots), samples: rows };
    const looks = samples.folds * looksOf(stage);
    return {
      step,
      steps: looks * Math.ceil(samples.rows / Math.max(rows, 1)),
      // The last step of an epoch may be a smaller one.
      circuits: Math.round((looks * samples.rows * step.circuits) / Math.max(rows, 1)),
    };
  });
  const sum = (of: (stage: (typeof stages)[number]) => number): number =>
    stages.reduce((total, stage) => total + of(stage), 0);
  const jobs = sum(({ step, steps }) => step.jobs * steps);
  const circuits = sum((stage) => stage.circuits);
  const largest = stages.toSorted((a, b) => b.step.circuits - a.step.circuits)[0]!;
  return {
    step: largest.step,
    steps: sum(({ steps }) => steps),
    whole: {
      jobs,
      circuits,
      shots: circuits * shots,
      seconds: machineSeconds(jobs, circuits * shots),
    },
  };
}

/** Of what is measured together: for `spsa` both sides of a direction. */
function samplesOfStep(optimizer: Optimizer, batch: number, rows: number): number {
  return takesWholeSplit(optimizer) ? Math.round(rows) : Math.min(batch, Math.ceil(rows));
}

/** How often all samples are measured; of `spsa` both sides of a direction at once. */
function looksOf({ optimizer, passes }: StagePasses): number {
  return optimizer.kind === 'spsa' ? passes / 2 : passes;
}

function workOfStep(
  run: Run,
  train: TrainSettings,
  optimizer: Optimizer,
  samples: number,
  shots: number,
): Work {
  const sides = optimizer.kind === 'spsa' ? 2 : 1;
  const work = trainedCircuits(run, samples).map(({ circuit, wanted, rows, times }): Work => {
    const gradient = train.gradient === 'adjoint' ? 'shift' : train.gradient;
    const count = countCircuits(circuit, wanted, { execution: { noise: null }, gradient });
    const own = needsGradient(optimizer) ? count.values + count.gradient : count.values;
    const circuits = Math.round(sides * own * rows * times);
    const rowsOfValues = circuits / Math.max(1, count.values);
    const { rows: most } = jobLimits(count.values, shots);
    const kinds = new Set(circuit.measurements.map(primitiveOf)).size;
    return { circuits, jobs: kinds * Math.ceil(rowsOfValues / most) };
  });
  return {
    jobs: work.reduce((sum, each) => sum + each.jobs, 0),
    circuits: work.reduce((sum, each) => sum + each.circuits, 0),
  };
}

function primitiveOf({ kind }: Measurement): 'sampler' | 'estimator' {
  return kind === 'probabilities' ? 'sampler' : 'estimator';
}
