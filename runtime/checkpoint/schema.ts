import * as v from 'valibot';
import { fittedSolverSchema } from '../solve/index.ts';
import { optimizerSchema } from './optimizers.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const numbers = v.array(v.number());
const scores = v.record(v.string(), v.number());

const tensor = v.object({ shape: v.array(count), values: numbers });

const fit = v.object({
  /** Index into `Program.nodes`. */
  node: count,
  statistic: v.string(),
  shape: v.array(count),
  values: numbers,
});

const solver = v.object({
  /** Index into `Program.nodes`. */
  node: count,
  fitted: fittedSolverSchema,
  /** Training samples that its kernel is asked about. */
  landmarks: v.nullable(
    v.object({
      count,
      /** By node that the kernel reads: row-major, a row a landmark. */
      values: v.record(v.string(), numbers),
      /** By input that some of them lack: 1 where it is there. */
      present: v.record(v.string(), numbers),
    }),
  ),
  /** SHA-256 of the rest: a landmark far from all examples, or one of many, would not be missed by what they say. */
  digest: v.string(),
});

/** A sample as the trainable part of the model sees it, and what the model said of it. */
const example = v.object({
  id: v.string(),
  /** Inputs that the sample lacks. */
  absent: v.array(v.string()),
  /** By node: the values that enter the trainable part. */
  features: v.record(v.string(), numbers),
  /** By readout; null where it has no value. */
  outputs: v.record(v.string(), v.nullable(numbers)),
});

const epoch = v.object({
  /** Counted from 1 over all stages and rounds. */
  epoch: count,
  /** Of a run with stages: the name of the stage, and its round, counted from 1. */
  stage: v.optional(v.string()),
  round: v.optional(count),
  train: scores,
  validate: v.optional(scores),
});

const drawings = v.object({
  /** Values of the modalities that are given, one after the other. */
  given: v.array(numbers),
  samples: count,
  /** Bit strings, the most frequent first. */
  truths: v.array(v.object({ bits: v.string(), count })),
  drawn: v.array(v.string()),
});

const results = v.object({
  train: scores,
  validate: v.optional(scores),
  test: v.optional(scores),
  /** Of the test split, else of the validation split, else of the training split: `[truth][guess]`. */
  confusion: v.optional(v.array(v.array(count))),
  /** Of the same split, where the model draws: for some things that are given, what is true of them and what was drawn. */
  drawings: v.optional(v.array(drawings)),
});

const training = v.object({
  /** What they remember. One for each stage; a run without stages is a single one. */
  optimizers: v.array(optimizerSchema),
  /** Where it goes on: round and stage, counted from 0, and how many epochs of that are done. */
  position: v.object({ round: count, stage: count, epochs: count }),
  /** With early stop: the weights of the last epoch, by parameter path; `parameters` holds those of the best. */
  latest: v.nullable(v.record(v.string(), numbers)),
  best: v.nullable(v.object({ epoch: count, loss: v.number() })),
});

/** `checkpoint.json`: nothing in it depends on the clock or the machine. */
export const checkpointSchema = v.object({
  format: v.literal('qmm-checkpoint'),
  version: v.literal(1),
  model: v.string(),
  run: v.string(),
  /** SHA-256 of the source texts, of the Program and settings, and of the data; none of where they lie. */
  hashes: v.object({ source: v.string(), run: v.string(), data: v.string() }),
  /** Every random stream is made of this and its name: `init/<path>`, `shuffle/<fold>/<epoch>`, `missing/<fold>/<epoch>`, `draw/<n>/<fold>/<epoch>`; `directions/<fold>/<epoch>` and `draw/<n>/<fold>/<epoch>/<step>` of SPSA; `shuffle/<fold>` where a step takes the whole split. */
  seed: v.number(),
  fold: v.object({ index: count, count, name: v.string() }),
  /** Epochs done. */
  epoch: count,
  finished: v.boolean(),
  results: v.nullable(results),
  parameters: v.record(v.string(), tensor),
  fits: v.array(fit),
  /** Of a finished training. */
  solvers: v.array(solver),
  vocabularies: v.record(v.string(), v.array(v.string())),
  classes: v.record(v.string(), v.array(v.string())),
  examples: v.array(example),
  training,
  history: v.array(epoch),
});

/** `run.json`: all that is needed to go on with a run or to use it. */
export const runRecordSchema = v.object({
  format: v.literal('qmm-run'),
  version: v.literal(1),
  name: v.string(),
  model: v.string(),
  /** Folder that data paths are relative to. */
  base: v.string(),
  overrides: v.record(v.string(), v.string()),
  versions: v.object({ qmm: v.string(), program: v.number(), engine: v.string() }),
  seeds: v.object({ train: v.number(), data: v.number() }),
  hashes: v.object({ source: v.string(), run: v.string(), data: v.string() }),
  sources: v.record(v.string(), v.string()),
  /** The run that it started from: its folder, SHA-256 of its checkpoint.json, and the weights that were taken over. */
  start: v.optional(
    v.object({ folder: v.string(), checkpoint: v.string(), parameters: v.array(v.string()) }),
  ),
  /** SHA-256 of `run` as it stands here. */
  integrity: v.string(),
  run: v.looseObject({
    name: v.string(),
    program: v.looseObject({ format: v.literal('qmm-program'), version: v.literal(1) }),
  }),
});

export type Checkpoint = v.InferOutput<typeof checkpointSchema>;
export type Example = v.InferOutput<typeof example>;
export type Results = v.InferOutput<typeof results>;
export type Hashes = Checkpoint['hashes'];
