import {
  createIbmApi,
  type Network,
  openSession,
  type Submission,
} from '../../runtime/hardware/index.ts';
import { UsageError } from '../exit.ts';
import { requireIbmCredentials } from './credentials.ts';
import type { Machine } from './machine.ts';
import { inSession, type Plan } from './plan.ts';
import type { SubmitTarget } from './target.ts';

export type SessionMode = NonNullable<Submission['session']>['mode'];

/**
 * What the jobs of a submission are sent in; undefined where each is on its own.
 * @throws UsageError where the target has neither
 */
export function sessionMode(
  given: { readonly batch: boolean | undefined; readonly session: boolean | undefined },
  { kind }: Pick<SubmitTarget, 'kind'>,
): SessionMode | undefined {
  const flag = given.batch === true ? 'batch' : given.session === true ? 'session' : undefined;
  if (flag === undefined) return undefined;
  if (kind === 'ibm') return flag === 'batch' ? 'batch' : 'dedicated';
  throw new UsageError(
    `\`--${flag}\` is about machines of IBM, and jobs on this computer wait for nobody.`,
    'Leave it out.',
  );
}

/** Opens a batch or a session for the jobs of a plan. It takes no more jobs once it has these. @throws UserProblem */
export async function withSession(
  plan: Plan,
  mode: SessionMode,
  { backend }: Machine,
  network: Network,
): Promise<Plan> {
  const api = createIbmApi(network, requireIbmCredentials());
  return inSession(plan, { id: await openSession(api, mode, backend), mode });
}
