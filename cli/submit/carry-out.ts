import { carryOut, type JobEvent, type Journal } from '../../runtime/hardware/index.ts';
import type { Outcome } from '../command.ts';
import { exitCode } from '../exit.ts';
import { interruptible } from '../interrupt.ts';
import type { OpenedRun } from '../open-run.ts';
import type { Session } from '../session.ts';
import { connect } from './connect.ts';
import { finishSubmission } from './finish.ts';
import { withSubmissionLock } from './lock.ts';
import { nodeNetwork } from './network.ts';
import { finishedOutcome, jobsOf } from './outcome.ts';

/** Carries a submission to its end, telling how it goes, and answers with what it comes to. */
export async function carryOutVisibly(
  journal: Journal,
  opened: OpenedRun,
  session: Session,
): Promise<Outcome> {
  const onProgress = (event: JobEvent): void => session.err.write(`${progressLine(event)}\n`);
  const end = await interruptible(session, async (signal) => {
    const network = nodeNetwork(signal);
    try {
      await withSubmissionLock(journal.folder, async () => {
        if (isDone(journal)) return;
        const connected = await connect(journal, network);
        await carryOut({ journal, ...connected, network, onProgress });
      });
      return 'done';
    } catch (error) {
      if (signal.aborted) return 'interrupted';
      throw error;
    }
  });
  if (end === 'done') {
    return finishedOutcome(journal, await finishSubmission(journal, opened), session);
  }
  session.err.write(
    `What was submitted goes on; \`qmm jobs ${journal.folder}\` goes on from here.\n`,
  );
  return {
    fields: { submission: journal.folder, jobs: jobsOf(journal) },
    text: '',
    exit: exitCode.interrupted,
  };
}

function isDone({ submission, ...journal }: Journal): boolean {
  return submission.jobs.every(({ name }) => journal.state(name)?.step === 'completed');
}

function progressLine(event: JobEvent): string {
  switch (event.kind) {
    case 'submitted':
      return `${event.job}: submitted as ${event.id}`;
    case 'found':
      return `${event.job}: was submitted already, as ${event.id}`;
    case 'waiting':
      return `${event.job}: ${event.why}; trying again`;
    case 'status': {
      const { state, reason, seconds } = event.status;
      const time = seconds === undefined ? '' : ` after ${seconds} s of the machine`;
      return `${event.job}: ${state}${time}${reason === undefined ? '' : ` (${reason})`}`;
    }
  }
}
