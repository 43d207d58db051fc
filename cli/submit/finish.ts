import { readRunRecord } from '../../runtime/checkpoint/index.ts';
import {
  emptyMeasurements,
  type Journal,
  type MeasuredCircuit,
  readAnswer,
  type Submission,
} from '../../runtime/hardware/index.ts';
import { type Extrapolator, withoutNoise } from '../../runtime/hardware/mitigation/index.ts';
import {
  evaluateRun,
  type EvaluateResult,
  leafValues,
  type Prediction,
  predictRun,
} from '../../runtime/predict/index.ts';
import { type Circuit, UserProblem } from '../../runtime/program/index.ts';
import type { OpenedRun } from '../open-run.ts';

/** What a machine's answers come to, beside what the simulator says of the same samples. */
export interface Finished {
  readonly predictions: readonly Prediction[];
  /** Undefined where the data has no labels. */
  readonly metrics: EvaluateResult['metrics'] | undefined;
  readonly simulated: {
    readonly predictions: readonly Prediction[];
    readonly metrics: EvaluateResult['metrics'] | undefined;
  };
  readonly difference: Difference;
}

/** Of the measured expectations and probabilities from the exact ones. */
export interface Difference {
  readonly values: number;
  /** In the mean, and at most, of the absolute differences. */
  readonly mean: number;
  readonly most: number;
  /** Root of the mean of the squares, in standard errors: about 1 where nothing but shots makes a difference. */
  readonly inErrors: number;
}

/**
 * Takes the answers of a submission through the classical head of its run.
 * @throws UserProblem where an answer is not what was asked for, or the run or its data changed meanwhile
 */
export async function finishSubmission(journal: Journal, opened: OpenedRun): Promise<Finished> {
  const { submission } = journal;
  const { run, integrity } = readRunRecord(opened.host, opened.folder);
  const { program } = run;
  const split = submission.split === null ? {} : { split: submission.split };
  const values = await leafValues({
    ...opened,
    ...split,
    limit: submission.rows.length,
    simulate: true,
  });
  if (integrity !== submission.run || String(values.ids) !== String(submission.ids)) {
    throw changed(opened.folder, integrity === submission.run);
  }
  const circuits = measuredCircuits(journal, program.circuits);
  const rows = Uint32Array.from(submission.rows);
  const measured = { rows, circuits: circuits.map((each) => each.values) };
  const shared = { ...opened, rows };
  return {
    predictions: await predictRun({ ...shared, measured }),
    metrics: await metricsOf({ ...shared, ...split, measured }),
    simulated: {
      predictions: await predictRun(shared),
      metrics: await metricsOf({ ...shared, ...split }),
    },
    difference: differenceOf(circuits, values.simulated),
  };
}

function measuredCircuits(
  { submission, ...journal }: Journal,
  circuits: readonly Circuit[],
): readonly MeasuredCircuit[] {
  const { jobs, ids, misreadings, zeroNoise } = submission;
  const misreadingOf = misreadings
    ? (qubit: number) => misreadings[qubit] ?? { zeroAsOne: 0, oneAsZero: 0 }
    : undefined;
  const byFactor = Map.groupBy(jobs, ({ noiseFactor = 1 }) => noiseFactor);
  const measured = [...byFactor].map(([factor, own]) => {
    const into = emptyMeasurements(circuits, ids.length);
    for (const job of own) {
      const text = journal.result(job.name) ?? '';
      readAnswer(job, circuits[job.circuit]!, text, into[job.circuit]!, misreadingOf);
    }
    return { factor, into };
  });
  if (zeroNoise === undefined) return measured[0]!.into;
  return circuits.map((circuit, index) => {
    const points = measured.map(({ factor, into }) => ({ factor, measured: into[index]! }));
    return withoutNoise(circuit, points, CURVES[zeroNoise]);
  });
}

const CURVES: Readonly<Record<NonNullable<Submission['zeroNoise']>, Extrapolator>> = {
  linear: { kind: 'linear' },
  quadratic: { kind: 'polynomial', degree: 2 },
  exponential: { kind: 'exponential' },
};

/** Of data without labels there are none. */
async function metricsOf(
  request: Parameters<typeof evaluateRun>[0],
): Promise<EvaluateResult['metrics'] | undefined> {
  try {
    return (await evaluateRun(request)).metrics;
  } catch (error) {
    const isUnlabelled =
      request.data !== undefined &&
      error instanceof UserProblem &&
      error.details.code === 'column-not-found';
    if (isUnlabelled) return undefined;
    throw error;
  }
}

function differenceOf(
  measured: readonly MeasuredCircuit[],
  exact: readonly Float64Array[],
): Difference {
  const apart = measured.flatMap(({ values }, circuit) =>
    Array.from(values, (value, k) => Math.abs(value - exact[circuit]![k]!)),
  );
  const errors = measured.flatMap((each) => Array.from(each.errors));
  const scaled = apart.flatMap((each, k) => (errors[k]! > 0 ? [(each / errors[k]!) ** 2] : []));
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
  return {
    values: apart.length,
    mean: mean(apart),
    most: apart.reduce((most, each) => Math.max(most, each), 0),
    inErrors: Math.sqrt(mean(scaled)),
  };
}

function changed(folder: string, isSameRun: boolean): UserProblem {
  return new UserProblem({
    code: 'run-changed',
    message: `The ${isSameRun ? 'data' : 'run'} in \`${folder}\` is not what was submitted any more.`,
    help: 'Restore it from a copy: what the machine measured belongs to the samples that were sent.',
    file: folder,
  });
}
