import {
  createIbmApi,
  createIbmService,
  type Journal,
  type Network,
  type Service,
} from '../../runtime/hardware/index.ts';
import { requireIbmCredentials } from './credentials.ts';
import { createPythonService } from './python-service.ts';
import { findPython } from './python.ts';
import { submitTarget } from './target.ts';

/** Most jobs that IBM takes from a user within a minute. */
const IBM_PER_MINUTE = 5;
/** Of what local simulators draw: the same submission gives the same answer. */
const LOCAL_SEED = 1;

/** The service that a submission is for. @throws UserProblem */
export async function connect(
  { submission, body }: Pick<Journal, 'submission' | 'body'>,
  network: Network,
): Promise<{ readonly service: Service; readonly perMinute?: number }> {
  const { kind, name } = submitTarget(submission.target);
  if (kind === 'ibm') {
    const service = createIbmService(createIbmApi(network, requireIbmCredentials()));
    return { service, perMinute: IBM_PER_MINUTE };
  }
  const python = await findPython(submission.target, network.signal);
  const bodies = new Map(submission.jobs.map((job) => [job.tag, body(job.name)]));
  return { service: createPythonService(python, name, LOCAL_SEED, bodies) };
}
