import type { Host } from '../../host.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Submission } from './schema.ts';

/**
 * Makes jobs that ended without results ready to be sent once more, under tags of their own; those that have theirs
 * stay as they are. May end anywhere and be called again.
 */
export function renewFailed<Sent extends Pick<Submission, 'jobs'>>(
  host: Host,
  journal: Journal<Sent>,
): Journal<Sent> {
  const { submission, folder } = journal;
  const ended = submission.jobs.filter(({ name }) =>
    ['failed', 'cancelled', 'dropped'].includes(journal.state(name)?.step ?? ''),
  );
  if (ended.length === 0) return journal;
  const bodies = new Map(submission.jobs.map(({ name }) => [name, journal.body(name)]));
  for (const { name, tag } of ended) {
    // The body may have its new tag already, from a call that was broken off.
    const any = new RegExp(`${tag}(?:${AGAIN})*`, 'g');
    bodies.set(name, bodies.get(name)!.replace(any, tag + AGAIN));
  }
  const jobs = submission.jobs.map((job) =>
    ended.includes(job) ? { ...job, tag: job.tag + AGAIN } : job,
  );
  const renewed = createJournal(host, folder, { ...submission, jobs }, bodies);
  // Last: until then the job counts as ended, and all of this is done again.
  for (const { name } of ended) renewed.setState(name, { step: 'renewed' });
  return renewed;
}

const AGAIN = '-again';
