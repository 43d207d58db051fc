import { statSync } from 'node:fs';
import { join } from 'node:path';
import { cancelSubmission, type Journal, openJournal } from '../../runtime/hardware/index.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { UsageError } from '../exit.ts';
import { nodeHost } from '../host.ts';
import { openRun } from '../open-run.ts';
import type { Session } from '../session.ts';
import { carryOutVisibly } from '../submit/carry-out.ts';
import { connect } from '../submit/connect.ts';
import { listSubmissions } from '../submit/folder.ts';
import { withSubmissionLock } from '../submit/lock.ts';
import { nodeNetwork } from '../submit/network.ts';
import { jobsOf } from '../submit/outcome.ts';
import { drawTable } from '../table.ts';

export const jobsCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('submission', {
        type: 'string',
        describe: 'folder of a submission to go on with, or `last`',
      })
      .option('cancel', { type: 'boolean', describe: 'ask the service to drop what is not done' }),
  run: ({ submission, cancel }, session) => {
    if (submission === undefined && cancel === true) {
      throw new UsageError(
        '`--cancel` is about one submission.',
        'Name it: `qmm jobs last --cancel`.',
      );
    }
    if (submission === undefined) return list(session);
    return cancel === true ? cancelAll(findJournal(submission)) : goOn(submission, session);
  },
});

function list({ out }: Session): Outcome {
  const host = nodeHost();
  const journals = listSubmissions(host).flatMap((folder) => openJournal(host, folder) ?? []);
  const submissions = journals.map((journal) => {
    const jobs = jobsOf(journal);
    const done = jobs.filter(({ step }) => step === 'completed').length;
    const { target, ids } = journal.submission;
    return { submission: journal.folder, target, samples: ids.length, jobs, done };
  });
  const rows = submissions.map(({ submission, target, samples, jobs, done }) => [
    submission,
    target,
    String(samples),
    `${done} of ${jobs.length}`,
  ]);
  const text =
    rows.length === 0
      ? 'Nothing was submitted from the runs of this folder.'
      : drawTable(['submission', 'target', 'samples', 'jobs done'], rows, out.paint);
  return { fields: { submissions }, text };
}

/** Goes on where a submission was broken off; of one that is done, tells what it came to again. */
async function goOn(name: string, session: Session): Promise<Outcome> {
  const journal = findJournal(name);
  const { folder, data } = journal.submission;
  const opened = openRun(folder, data ?? undefined);
  return carryOutVisibly(journal, opened, session);
}

/** Asks once for each job that was sent; those that ran are paid. */
async function cancelAll(journal: Journal): Promise<Outcome> {
  const network = nodeNetwork(new AbortController().signal);
  await withSubmissionLock(journal.folder, async () => {
    const { service } = await connect(journal, network);
    await cancelSubmission({ journal, service, network });
  });
  const jobs = jobsOf(journal);
  const rows = jobs.map(({ name, step, id = '' }) => [name, step, id].map(String));
  return {
    fields: { submission: journal.folder, jobs },
    text: rows.map((row) => row.join('  ').trimEnd()).join('\n'),
  };
}

function findJournal(name: string): Journal {
  const host = nodeHost();
  const folder = name === 'last' ? latest(listSubmissions(host)) : name.replace(/[/\\]+$/, '');
  const journal = folder === undefined ? undefined : openJournal(host, folder);
  if (journal !== undefined) return journal;
  throw new UserProblem({
    code: 'run-not-found',
    message: `There is no submission in \`${folder ?? 'runs'}\`: it has no submission.json.`,
    help: '`qmm jobs` lists those of the runs below this folder.',
  });
}

/** The one that was begun last. */
function latest(folders: readonly string[]): string | undefined {
  const begun = (folder: string): number =>
    statSync(join(folder, 'submission.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return [...folders].sort((a, b) => begun(a) - begun(b)).at(-1);
}
