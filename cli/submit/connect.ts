import {
  createIbmApi,
  createIbmService,
  type Journal,
  type Network,
  type Service,
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

interface Connected {
  readonly service: Service;
  readonly perMinute?: number;
}

type SentJobs = Pick<Journal<Pick<Submission, 'jobs'>>, 'submission' | 'body'>;

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
  const { kind, name } = submitTarget(target);
  if (kind === 'ibm') {
    const service = createIbmService(createIbmApi(network, requireIbmCredentials()));
    return () => ({ service, perMinute: IBM_PER_MINUTE });
  }
  const python = await findPython(target, network.signal);
  return ({ submission, body }, seed) => {
    const bodies = new Map(submission.jobs.map((job) => [job.tag, body(job.name)]));
    return { service: createPythonService(python, name, seed, bodies) };
  };
}
