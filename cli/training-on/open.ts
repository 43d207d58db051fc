import {
  type JobEvent,
  type Journal,
  type Network,
  type StepSubmission,
} from '../../runtime/hardware/index.ts';
import { type MachineCost, machineCost } from '../../runtime/estimate/index.ts';
import type { Host } from '../../runtime/host.ts';
import type { Run } from '../../runtime/program/run.ts';
import type { Measure } from '../../runtime/simulate/index.ts';
import { nodeHost } from '../host.ts';
import { UsageError } from '../exit.ts';
import { openConnection } from '../submit/connect.ts';
import { type Machine, openMachine } from '../submit/machine.ts';
import { submitTarget } from '../submit/target.ts';
import { measureOn } from './measure.ts';
import { requireTrainableOn } from './refuse.ts';
import { createStepWriter } from './step-jobs.ts';

/** A machine that trains. */
export interface TrainingMachine {
  /** As typed. */
  readonly target: string;
  readonly machine: Machine;
  /**
   * What a training would take of it; null where the data is not there, which reading it will tell.
   * @throws UserProblem for what it cannot train
   */
  costOf(run: Run, base: string): MachineCost | null;
  /** @param onEvent told how each round of a step goes */
  measureFor(run: Run, folder: string, host: Host, onEvent: OnEvent): MeasuredTraining;
}

type OnEvent = (place: string, event: JobEvent) => void;

export interface MeasuredTraining {
  readonly measure: Measure;
  /** What was measured so far, before this process too, as far as its steps came by again. */
  used(): MachineUse;
}

export interface MachineUse {
  readonly jobs: number;
  readonly shots: number;
  /** As the service counted them; undefined where it counts none. */
  readonly seconds: number | undefined;
}

/**
 * @param runs all that are to be trained on it
 * @param isDry nothing will be sent
 * @throws UserProblem where there is no such machine, and UsageError where a target runs no jobs
 */
export async function openTrainingMachine(
  target: string,
  runs: readonly Run[],
  network: Network,
  isDry: boolean,
): Promise<TrainingMachine> {
  const circuits = runs.flatMap(({ program }) => program.circuits);
  const widest = Math.max(0, ...circuits.map(({ qubits }) => qubits.length));
  const found = submitTarget(target);
  if (found.kind === 'braket') {
    throw new UsageError(
      `\`--on ${target}\`: training asks the primitives of IBM, which Braket does not have.`,
      'Train with `--on aer`; `qmm submit --target braket:local` runs the trained model.',
    );
  }
  const machine = await openMachine(found, network, isDry, widest);
  const connect = isDry ? undefined : await openConnection(target, network);
  return {
    target,
    machine,
    costOf(run, base) {
      const cost = machineCost(run, base, nodeHost(), shotsOf(run));
      requireTrainableOn(target, run, cost);
      return cost;
    },
    measureFor(run, folder, host, onEvent) {
      if (!connect) throw new Error('nothing is measured in a dry run');
      const writer = createStepWriter({ program: run.program, machine, shots: shotsOf(run) });
      const use = countUse();
      const measure = measureOn({
        host,
        folder,
        target,
        writer,
        connect,
        network,
        seed: run.train?.seed ?? 0,
        onEvent,
        onMeasured: use.add,
      });
      return { measure, used: use.told };
    },
  };
}

function shotsOf({ name, train }: Run): number {
  const shots = train?.execution.shots ?? null;
  if (shots === null) throw new Error(`${name} was compiled without shots`);
  return shots;
}

function countUse(): {
  readonly add: (journal: Journal<StepSubmission>) => void;
  readonly told: () => MachineUse;
} {
  let [jobs, shots, seconds] = [0, 0, 0];
  let isCounted = false;
  return {
    add({ submission, ...journal }) {
      jobs += submission.jobs.length;
      for (const { name, pubs } of submission.jobs) {
        for (const { parametric, samples, circuits, shots: each } of pubs) {
          shots += (parametric ? samples.length : 1) * circuits * each;
        }
        const state = journal.state(name);
        if (state?.step !== 'completed' || state.seconds === undefined) continue;
        isCounted = true;
        seconds += state.seconds;
      }
    },
    told: () => ({ jobs, shots, seconds: isCounted ? seconds : undefined }),
  };
}
