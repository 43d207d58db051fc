import type { Host } from '../../host.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Submission } from './schema.ts';

/**
 * Makes jobs that ended without results ready to be sent once more, under tags of their own; those that have theirs
 * stay as they are.
 * @param tagOf another tag for a job
 */
export function renewFailed<Sent extends Pick<Submission, 'jobs'>>(
  host: Host,
  journal: Journal<Sent>,
  tagOf: (job: string) => string,
): Journal<Sent> {
  const { submission } = journal;
  const hasEnded = (name: string): boolean =>
    ['failed', 'cancelled', 'dropped'].includes(journal.state(name)?.step ?? '');
  if (!submission.jobs.some(({ name }) => hasEnded(name))) return journal;
  const bodies = new Map<string, string>();
  const jobs = submission.jobs.map((job) => {
    const tag = hasEnded(job.name) ? tagOf(job.name) : job.tag;
    bodies.set(job.name, journal.body(job.name).replaceAll(job.tag, tag));
    return { ...job, tag };
  });
  const renewed = createJournal(host, journal.folder, { ...submission, jobs }, bodies);
  // Last: until then the job counts as ended, and all of this is done again.
  for (const { name, tag } of submission.jobs) {
    if (jobs.some((job) => job.name === name && job.tag !== tag)) {
      renewed.setState(name, { step: 'sending' });
    }
  }
  return renewed;
}
