import * as v from 'valibot';
import { createHasher } from '../data/hash.ts';
import type { Host } from '../host.ts';
import { EXACT, renameFiles, UserProblem } from '../program/index.ts';
import type { Run, Source, StartFrom, TrainSettings } from '../program/index.ts';
import { readableJson } from './json.ts';
import { checkpointSchema, runRecordSchema } from './schema.ts';
import type { Checkpoint } from './schema.ts';

/** `run.json`, its run checked against its hash. */
export interface RunRecord extends Omit<v.InferOutput<typeof runRecordSchema>, 'run'> {
  readonly run: Run;
}

/** Where a fold keeps its checkpoint; the only fold keeps it in the run folder itself. */
export function foldFolder(folder: string, index: number, count: number): string {
  return count === 1 ? folder : `${folder}/folds/${index + 1}`;
}

export function writeRunRecord(host: Host, folder: string, record: RunRecord): void {
  host.write(`${folder}/run.json`, readableJson(record));
}

export function writeCheckpoint(host: Host, folder: string, checkpoint: Checkpoint): void {
  host.write(`${folder}/checkpoint.json`, readableJson(checkpoint));
}

/** @throws UserProblem `run-not-found`, `run-damaged` */
export function readRunRecord(host: Host, folder: string): RunRecord {
  const file = `${folder}/run.json`;
  const text = readText(host, file);
  if (text === undefined) {
    throw new UserProblem({
      code: 'run-not-found',
      message: `There is no run in \`${folder}\`: it has no run.json.`,
      help: 'Give the folder of a run, for example runs/<model>/1, or `last`.',
      file,
    });
  }
  const record = parseAs(runRecordSchema, text, file);
  const run = record.run as unknown as Run;
  if (integrityOf(run) !== record.integrity) {
    throw damaged(file, 'its `run` is not the one that its hash was taken of');
  }
  return { ...record, run: completed(run) };
}

/** Runs of earlier versions do not say how circuits are executed: exactly. */
function completed(run: Run): Run {
  const said: Partial<Pick<TrainSettings, 'execution' | 'gradient'>> = run.train ?? {};
  const { execution = EXACT, gradient = 'adjoint' } = said;
  return { ...run, train: run.train && { ...run.train, execution, gradient } };
}

/** @returns undefined where the folder has none. @throws UserProblem `run-damaged` */
export function readCheckpoint(host: Host, folder: string): Checkpoint | undefined {
  const file = `${folder}/checkpoint.json`;
  const text = readText(host, file);
  return text === undefined ? undefined : parseAs(checkpointSchema, text, file);
}

export function damaged(file: string, what: string): UserProblem {
  return new UserProblem({
    code: 'run-damaged',
    message: `\`${file}\` cannot be used: ${what}.`,
    help: 'Restore the file from a copy, or train again.',
    file,
  });
}

/** SHA-256 of a run as it is stored. */
export function integrityOf(run: Run): string {
  return hashOf(JSON.stringify(run));
}

/**
 * SHA-256 of the Program and the settings, but not of where files lie: a model and its data may move. What is in them
 * has hashes of its own.
 */
export function runHash({ name, program, data, train }: Run): string {
  const settings = {
    name,
    program: { ...program, sources: [] },
    data: data && { ...data, place: null, source: withoutPaths(data.source) },
    train: train && {
      ...train,
      ...(isExact(train) ? { execution: undefined, gradient: undefined } : {}),
      place: null,
      start: train.start && withoutFolder(train.start),
    },
  };
  return hashOf(JSON.stringify(settings));
}

/** What runs of earlier versions are, which did not say so. */
function isExact({ execution, gradient }: TrainSettings): boolean {
  return execution.shots === null && execution.noise === null && gradient === 'adjoint';
}

/** SHA-256 of the source texts, in the order of their paths. */
export function sourceHash(sources: Readonly<Record<string, string>>): string {
  const paths = Object.keys(sources).sort();
  return hashOf(JSON.stringify(paths.map((path) => sources[path])));
}

/** SHA-256 of a run's checkpoint.json; of nothing where there is none. */
export function checkpointHash(host: Host, folder: string): string {
  return hashOf(readText(host, `${folder}/checkpoint.json`) ?? '');
}

function withoutFolder({ from, weightsOnly }: StartFrom): unknown {
  return { from: from.kind === 'path' ? from.kind : from.name, weightsOnly };
}

function withoutPaths(source: Source): unknown {
  if (source.kind === 'aligned') return renameFiles(source, () => '');
  return 'paths' in source ? { ...source, paths: source.paths.kind } : source;
}

function hashOf(text: string): string {
  const hasher = createHasher();
  hasher.add(text);
  return hasher.digest();
}

/** The text of a file; undefined where there is none. */
export function readText(host: Host, file: string): string | undefined {
  const bytes = host.read(file);
  return bytes && new TextDecoder().decode(bytes);
}

/** @throws UserProblem `run-damaged` where the text is no JSON, or not of this form */
export function parseAs<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(file, 'it is not JSON, or only a part of it is there');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue) ?? 'the document';
  throw damaged(
    file,
    `\`${field}\` is wrong (expected ${issue.expected ?? 'another value'}, received ${issue.received})`,
  );
}
