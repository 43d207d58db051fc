import * as v from 'valibot';
import { readableJson } from '../../checkpoint/json.ts';
import type { Host } from '../../host.ts';
import { UserProblem } from '../../program/index.ts';
import {
  jobStateSchema,
  stepSchema,
  submissionSchema,
  type JobState,
  type StepSubmission,
  type Submission,
} from './schema.ts';

/** A submission on disk: what is to be sent, what was sent, and what came back, each file written whole. */
export interface Journal<Sent extends Pick<Submission, 'jobs'> = Submission> {
  readonly folder: string;
  readonly submission: Sent;
  /** The exact bytes of a job. */
  body(job: string): string;
  state(job: string): JobState | undefined;
  setState(job: string, state: JobState): void;
  /** The service's own text; undefined until it came. */
  result(job: string): string | undefined;
  setResult(job: string, text: string): void;
}

/** Begins a submission: the bodies first, what they are last, so that half a beginning is none. */
export function createJournal<Sent extends Pick<Submission, 'jobs'>>(
  host: Host,
  folder: string,
  submission: Sent,
  bodies: ReadonlyMap<string, string>,
): Journal<Sent> {
  for (const { name } of submission.jobs) {
    host.write(`${folder}/jobs/${name}.body.json`, bodies.get(name)!);
  }
  host.write(`${folder}/submission.json`, readableJson(submission));
  return journalOf(host, folder, submission);
}

/** @returns undefined where none was begun. @throws UserProblem `run-damaged` */
export function openJournal(host: Host, folder: string): Journal | undefined {
  const submission = read(host, `${folder}/submission.json`, submissionSchema);
  return submission && journalOf(host, folder, submission);
}

/** The journal of a round of a training step; as `openJournal`. */
export function openStepJournal(host: Host, folder: string): Journal<StepSubmission> | undefined {
  const submission = read(host, `${folder}/submission.json`, stepSchema);
  return submission && journalOf(host, folder, submission);
}

function journalOf<Sent extends Pick<Submission, 'jobs'>>(
  host: Host,
  folder: string,
  submission: Sent,
): Journal<Sent> {
  const file = (job: string, kind: string): string => `${folder}/jobs/${job}.${kind}.json`;
  return {
    folder,
    submission,
    body: (job) => {
      const text = textOf(host, file(job, 'body'));
      if (text === undefined) throw damaged(file(job, 'body'), 'it is missing');
      return text;
    },
    state: (job) => read(host, file(job, 'state'), jobStateSchema),
    setState: (job, state) => host.write(file(job, 'state'), readableJson(state)),
    result: (job) => textOf(host, file(job, 'result')),
    setResult: (job, text) => host.write(file(job, 'result'), text),
  };
}

function read<Schema extends v.GenericSchema>(
  host: Host,
  file: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  const text = textOf(host, file);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(file, 'it is no JSON');
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw damaged(file, `at \`${v.getDotPath(issue) ?? 'the top'}\`, ${issue.message.toLowerCase()}`);
}

function textOf(host: Host, file: string): string | undefined {
  const bytes = host.read(file);
  return bytes && new TextDecoder().decode(bytes);
}

function damaged(file: string, what: string): UserProblem {
  return new UserProblem({
    code: 'run-damaged',
    message: `The journal \`${file}\` cannot be used: ${what}.`,
    help: 'Restore the file from a copy. Submitting anew would run, and pay, the jobs again.',
    file,
  });
}
