import { randomBytes } from 'node:crypto';
import { randomStream } from '../../runtime/data/random.ts';
import {
  carryOut,
  createJournal,
  type Journal,
  type JobEvent,
  type Network,
  openStepJournal,
  renewFailed,
  type StepSubmission,
} from '../../runtime/hardware/index.ts';
import type { Host } from '../../runtime/host.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import type { AskedCircuit, Measure } from '../../runtime/simulate/index.ts';
import type { openConnection } from '../submit/connect.ts';
import { hashOfAsked, readStep, type StepWriter } from './step-jobs.ts';

export interface MeasureOptions {
  readonly host: Host;
  /** Of the run; each round of a step has a journal in `steps/` of it. */
  readonly folder: string;
  /** As typed. */
  readonly target: string;
  readonly writer: StepWriter;
  readonly connect: Awaited<ReturnType<typeof openConnection>>;
  readonly network: Network;
  /** Of the run: what local simulators draw is made of it. */
  readonly seed: number;
  /** How a round goes on. */
  readonly onEvent: (place: string, event: JobEvent) => void;
  /** A round is measured, now or before. */
  readonly onMeasured: (journal: Journal<StepSubmission>) => void;
}

/**
 * Measures rounds of training steps on a machine. A round is written down before it is sent, so that a training that
 * was killed finds it when it comes by again, and what has been measured is read and not run twice.
 */
export function measureOn(options: MeasureOptions): Measure {
  const { host, folder, target, writer, connect, network, seed } = options;
  return async (asked, place) => {
    const path = `${folder}/steps/${place.replaceAll('/', '-')}`;
    const before = openStepJournal(host, path);
    if (before) requireSameQuestion(before, asked);
    const journal = before ? renewFailed(host, before) : begin(path, asked);
    if (!isDone(journal)) {
      const drawn = randomStream(seed, `machine/${place}`).below(2 ** 31);
      const onProgress = (event: JobEvent): void => options.onEvent(place, event);
      await carryOut({ journal, ...connect(journal, drawn), network, onProgress });
    }
    options.onMeasured(journal);
    return readStep(journal, asked);
  };

  function begin(path: string, asked: readonly AskedCircuit[]): Journal<StepSubmission> {
    // Makes the tags of the jobs their own.
    const nonce = randomBytes(6).toString('hex');
    const { jobs, bodies } = writer.write(asked, nonce);
    return createJournal(
      host,
      path,
      { version: 1, target, asked: hashOfAsked(asked), jobs },
      bodies,
    );
  }
}

function isDone({ submission, ...journal }: Journal<StepSubmission>): boolean {
  return submission.jobs.every(({ name }) => journal.state(name)?.step === 'completed');
}

function requireSameQuestion(
  { folder, submission }: Journal<StepSubmission>,
  asked: readonly AskedCircuit[],
): void {
  if (submission.asked === hashOfAsked(asked)) return;
  throw new UserProblem({
    code: 'run-changed',
    message: `\`${folder}\` holds what was measured at other angles than the training asks for now.`,
    help: 'Go on with what the run was begun with, on the machine it was begun on; or begin a new run.',
    file: folder,
  });
}
