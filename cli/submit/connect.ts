import {
  type CarryOutOptions,
  closeSession,
  createIbmApi,
  createIbmService,
  type Journal,
  type Network,
  type Submission,
} from '../../runtime/hardware/index.ts';
import { requireIbmCredentials } from './credentials.ts';
import { createPythonService } from './python-service.ts';
import { findPython } from './python.ts';
import { submitTarget } from './target.ts';

/** Most jobs that IBM takes from a user within a minute. */
const IBM_PER_MINUTE = 5;
/** Of what local simulators draw: the same submission gives the same answer. */
const LOCAL_SEED = 1;

type Connected = Pick<CarryOutOptions, 'service' | 'perMinute' | 'onSubmitted'>;

type SentJobs = Pick<
  Journal<Pick<Submission, 'jobs'> & Partial<Pick<Submission, 'session'>>>,
  'submission' | 'body'
>;

/** The service that a submission is for. @throws UserProblem */
export async function connect(
  journal: Pick<Journal, 'submission' | 'body'>,
  network: Network,
): Promise<Connected> {
  const open = await openConnection(journal.submission.target, network);
  return open(journal, LOCAL_SEED);
}

/**
 * What runs jobs for a target, found once for any number of submissions.
 * @returns for a submission its service; the seed is for what local simulators draw
 * @throws UserProblem
 */
export async function openConnection(
  target: string,
  network: Network,
): Promise<(journal: SentJobs, seed: number) => Connected> {
  const found = submitTarget(target);
  if (found.kind === 'ibm') {
    const api = createIbmApi(network, requireIbmCredentials());
    const service = createIbmService(api);
    return ({ submission: { session } }) => ({
      service,
      perMinute: IBM_PER_MINUTE,
      // It takes no more jobs than these, and is not forgotten while they wait.
      ...(session && { onSubmitted: () => closeSession(api, session.id) }),
    });
  }
  const python = await findPython(found, network.signal);
  return ({ submission, body }, seed) => {
    const bodies = new Map(submission.jobs.map((job) => [job.tag, body(job.name)]));
    return { service: createPythonService(python, found.name, seed, bodies) };
  };
}
