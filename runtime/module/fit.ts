import type { Checkpoint } from '../checkpoint/index.ts';
import type { Host } from '../host.ts';
import { UserProblem, type DataSource, type Run } from '../program/index.ts';
import type { Pool } from '../threads/pool.ts';
import { train, type Progress, type TrainResult } from '../train/index.ts';
import { samplesInMemory, type GivenSample } from './samples.ts';

export interface FitOptions {
  /** Passes over the samples. */
  readonly epochs?: number;
  /** Samples of a step. */
  readonly batch?: number;
  /** Of all that is drawn; the same samples and seed give the same weights. */
  readonly seed?: number;
  /** Share of the samples that is held back to tell how good the model is on new ones, in [0, 1); default 0. */
  readonly validate?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends training after the epoch that it is in. */
  readonly signal?: AbortSignal;
  /** Threads that share the work: `nodeThreads` of `qmm/node`, or `pageThreads`. Default: none. */
  readonly pool?: Pool;
}

/** A trained model. */
export interface Fitted<Weights> {
  readonly weights: Weights;
  /** To be kept: `JSON.stringify` it, and give it to `load`. */
  readonly checkpoint: Checkpoint;
  readonly epochs: number;
  readonly metrics: TrainResult['metrics'];
}

/**
 * Trains a run on samples in memory.
 * @param load takes what training found out of a checkpoint
 * @throws UserProblem where samples or settings do not fit the model
 */
export async function fitRun<Weights>(
  run: Run,
  samples: readonly object[],
  load: (checkpoint: unknown) => Weights,
  options: FitOptions = {},
): Promise<Fitted<Weights>> {
  if (run.train === null) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`${run.program.model}\` is not trained by its file, so nobody knows how.`,
      help: 'Add a `train` to the file, and compile it again.',
    });
  }
  const files = new Map<string, Uint8Array>();
  const { epochs = run.train.epochs, batch = run.train.batch, seed = run.train.seed } = options;
  const {
    folder,
    metrics,
    epochs: done,
  } = await train({
    run: {
      ...run,
      data: heldBack(options.validate ?? 0, seed),
      // What it started from is a folder of the machine it was compiled on.
      train: { ...run.train, epochs, batch, seed, start: null },
    },
    samples: samplesInMemory(samples as readonly GivenSample[], run.program.inputs),
    base: '.',
    sources: {},
    folder: 'run',
    resume: false,
    overrides: {},
    host: hostInMemory(files, options.pool),
    onProgress: (progress) => options.onProgress?.(progress),
    signal: options.signal ?? new AbortController().signal,
  });
  const text = new TextDecoder().decode(files.get(`${folder}/checkpoint.json`));
  const checkpoint = JSON.parse(text) as Checkpoint;
  return { weights: load(checkpoint), checkpoint, epochs: done, metrics };
}

function heldBack(validate: number, seed: number): DataSource {
  return {
    name: 'samples',
    source: { kind: 'jsonl', paths: { kind: 'one', path: 'samples' } },
    columns: {},
    split: { kind: 'fractions', train: 1 - validate, validate, test: 0, group: null },
    take: null,
    seed,
    place: { file: '', start: 0, end: 0 },
  };
}

/** What training needs of a machine, in memory. */
function hostInMemory(files: Map<string, Uint8Array>, pool: Pool | undefined): Host {
  const bytesOf = (content: string | Uint8Array): Uint8Array =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    read: (path) => files.get(path),
    write: (path, content) => void files.set(path, bytesOf(content)),
    append: () => undefined,
    list: () => [],
    now: () => performance.now(),
    memory: () => 2 ** 31,
    pool,
  };
}
