import { UserProblem } from '../../program/index.ts';
import { waitBefore } from '../http/back-off.ts';
import type { Network } from '../http/network.ts';
import { unreachable } from '../http/ask.ts';
import type { JobStatus, Service } from '../service.ts';
import type { Journal } from './journal.ts';
import { lookFor } from './look-for.ts';
import type { Submission, SubmittedJob } from './schema.ts';

export interface CarryOutOptions {
  readonly journal: Journal<Pick<Submission, 'jobs'>>;
  readonly service: Service;
  readonly network: Pick<Network, 'clock' | 'sleep' | 'random'>;
  /** Most jobs that may be posted within a minute; default as many as one likes. */
  readonly perMinute?: number;
  readonly onProgress?: (event: JobEvent) => void;
  /** Called when the service has all jobs, each time that this is so. */
  readonly onSubmitted?: () => Promise<void>;
}

export type JobEvent =
  | { readonly job: string; readonly kind: 'submitted' | 'found'; readonly id: string }
  /** Nobody can say yet whether it was accepted, or the service wants to be asked later. */
  | { readonly job: string; readonly kind: 'waiting'; readonly why: string }
  | {
      readonly job: string;
      readonly kind: 'status';
      readonly id: string;
      readonly status: JobStatus;
    };

const MINUTE = 60_000;
const SENDS = 6;
const BETWEEN_POLLS = { first: 2000, most: 60_000 };

/**
 * Runs a submission from wherever its journal stands to its end: sends what was not sent, waits for what was, fetches
 * what is ready. Each step is written down before it is taken and after, and a job that may have been sent is looked
 * for by its tag before it is sent again; so this may end anywhere, at any time, and be called again.
 * @throws UserProblem where the service refuses a job or cannot be reached, and where a job failed there
 */
export async function carryOut(options: CarryOutOptions): Promise<void> {
  const { jobs } = options.journal.submission;
  const posts: number[] = [];
  for (const job of jobs) await ensureSubmitted(job, options, posts);
  await options.onSubmitted?.();
  await awaitAll(jobs, options);
  refuseFailed(options.journal);
}

async function ensureSubmitted(
  job: SubmittedJob,
  { journal, service, network, perMinute, onProgress }: CarryOutOptions,
  posts: number[],
): Promise<void> {
  const { name, tag } = job;
  const before = journal.state(name);
  if (before !== undefined && before.step !== 'sending' && before.step !== 'renewed') return;
  let isUnclear = before?.step === 'sending';
  let why = '';
  for (let sends = 0; sends < SENDS; sends++) {
    if (isUnclear) {
      const id = await lookFor(tag, service, network);
      if (id !== undefined) {
        journal.setState(name, { step: 'submitted', id });
        onProgress?.({ job: name, kind: 'found', id });
        return;
      }
    }
    await keepPace(posts, perMinute, network);
    journal.setState(name, { step: 'sending' });
    posts.push(network.clock());
    const sent = await service.submit(journal.body(name));
    if (sent.kind === 'accepted') {
      journal.setState(name, { step: 'submitted', id: sent.id });
      onProgress?.({ job: name, kind: 'submitted', id: sent.id });
      return;
    }
    why = sent.why;
    onProgress?.({ job: name, kind: 'waiting', why });
    isUnclear = isUnclear || sent.kind === 'unclear';
    if (sent.kind === 'later') await network.sleep(sent.milliseconds);
  }
  throw unreachable(why);
}

/** Waits until one more post within the minute is allowed. */
async function keepPace(
  posts: readonly number[],
  perMinute: number | undefined,
  { clock, sleep }: CarryOutOptions['network'],
): Promise<void> {
  const oldest = perMinute === undefined ? undefined : posts.at(-perMinute);
  if (oldest === undefined) return;
  const left = oldest + MINUTE - clock();
  if (left > 0) await sleep(left);
}

/** Asks for each job in turn, with growing pauses between the rounds in which nothing happened. */
async function awaitAll(
  jobs: readonly SubmittedJob[],
  { journal, service, network, onProgress }: CarryOutOptions,
): Promise<void> {
  let quiet = 0;
  const seen = new Map<string, string>();
  for (;;) {
    let isOpen = false;
    for (const { name } of jobs) {
      const state = journal.state(name);
      if (state?.step !== 'submitted') continue;
      const { id } = state;
      const status = await service.status(id);
      if (seen.get(name) !== status.state) {
        seen.set(name, status.state);
        onProgress?.({ job: name, kind: 'status', id, status });
        quiet = 0;
      }
      if (status.state === 'queued' || status.state === 'running') {
        isOpen = true;
        continue;
      }
      if (status.state === 'completed') journal.setResult(name, await service.results(id));
      journal.setState(name, {
        step: status.state,
        id,
        ...(status.reason === undefined ? {} : { reason: status.reason }),
        ...(status.seconds === undefined ? {} : { seconds: status.seconds }),
      });
    }
    if (!isOpen) return;
    await network.sleep(waitBefore(quiet, BETWEEN_POLLS, network));
    quiet += 1;
  }
}

function refuseFailed(journal: CarryOutOptions['journal']): void {
  for (const { name } of journal.submission.jobs) {
    const end = journal.state(name);
    if (end?.step === 'dropped') throw refused(`${name} was cancelled before it was sent`);
    if (end?.step !== 'failed' && end?.step !== 'cancelled') continue;
    const what = end.step === 'failed' ? 'failed on the machine' : 'was cancelled';
    const why = end.reason === undefined ? '' : `: ${end.reason.replace(/[.\s]*$/, '')}`;
    throw refused(`Job ${end.id} (${name}) ${what}${why}`);
  }
}

function refused(what: string): UserProblem {
  return new UserProblem({
    code: 'service-refused',
    message: `${what}.`,
    help: 'Mend what it says and submit again; results of other jobs stay in the journal.',
  });
}
