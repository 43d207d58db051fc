import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const listOf = <Schema extends v.GenericSchema>(
  schema: Schema,
): v.SchemaWithPipe<
  readonly [v.ArraySchema<Schema, undefined>, v.ReadonlyAction<v.InferOutput<Schema>[]>]
> => v.pipe(v.array(schema), v.readonly());
const indices = listOf(count);

const job = v.object({
  name: v.string(),
  circuit: count,
  program: v.picklist(['estimator', 'sampler', 'executor', 'braket']),
  /** Its own on the service: how a job is found that was sent when nobody could say whether it arrived. */
  tag: v.string(),
  /** How many times each gate on two qubits is done, so that noise is so much stronger; left out for once. */
  noiseFactor: v.optional(v.number()),
  pubs: listOf(
    v.object({
      samples: indices,
      parametric: v.boolean(),
      observables: listOf(v.object({ measurement: count, element: count })),
      registers: listOf(
        v.object({ measurement: count, name: v.string(), size: count, qubits: indices }),
      ),
      outcomes: v.optional(
        v.object({
          qubits: indices,
          words: listOf(
            v.object({
              measurement: count,
              element: count,
              coefficient: v.number(),
              bits: indices,
            }),
          ),
          probabilities: listOf(v.object({ measurement: count, bits: indices })),
        }),
      ),
      circuits: count,
      shots: count,
    }),
  ),
});

/** `submission.json`: what is to be run, where and for whom. It is written last, so where it stands, all bodies do. */
export const submissionSchema = v.object({
  version: v.literal(1),
  /** As typed, e.g. `ibm:fez`. */
  target: v.string(),
  /** SHA-256 of the run that is submitted, as `run.json` tells it. */
  run: v.string(),
  /** Of that run. */
  folder: v.string(),
  /** Other data than the run's own, as typed. */
  data: v.nullable(v.string()),
  /** Null for the one that `qmm predict` takes. */
  split: v.nullable(v.picklist(['train', 'validate', 'test'])),
  /** Samples, as rows of the data. */
  rows: indices,
  ids: listOf(v.string()),
  /** The batch or session of the service that the jobs are sent in; null, or left out, for none. */
  session: v.optional(
    v.nullable(v.object({ id: v.string(), mode: v.picklist(['batch', 'dedicated']) })),
  ),
  /** Takes misreadings out of sampled probabilities, by the calibration of the machine's qubits. */
  misreadings: v.nullable(
    v.record(v.string(), v.object({ zeroAsOne: v.number(), oneAsZero: v.number() })),
  ),
  /** The curve through stronger and stronger noise whose end without noise counts; left out where there is one factor. */
  zeroNoise: v.optional(v.picklist(['linear', 'quadratic', 'exponential'])),
  jobs: listOf(job),
});

/** The same of a round of a training step. */
export const stepSchema = v.object({
  version: v.literal(1),
  /** As typed, e.g. `ibm:fez`. */
  target: v.string(),
  /** SHA-256 of the values that circuits were asked about. */
  asked: v.string(),
  jobs: listOf(job),
});

export type Submission = v.InferOutput<typeof submissionSchema>;
export type StepSubmission = v.InferOutput<typeof stepSchema>;
export type SubmittedJob = Submission['jobs'][number];

/** `jobs/NAME.state.json`: how far a job has come. Without the file it has not been sent. */
export const jobStateSchema = v.variant('step', [
  /** It ended without results, and has not been sent under its new tag. */
  v.object({ step: v.literal('renewed') }),
  /** It may have been sent. */
  v.object({ step: v.literal('sending') }),
  v.object({ step: v.literal('submitted'), id: v.string() }),
  /** Cancelled before it was sent. */
  v.object({ step: v.literal('dropped') }),
  v.object({
    step: v.picklist(['completed', 'failed', 'cancelled']),
    id: v.string(),
    reason: v.optional(v.string()),
    seconds: v.optional(v.number()),
  }),
]);

export type JobState = v.InferOutput<typeof jobStateSchema>;
