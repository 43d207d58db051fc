import type { Network } from '../http/network.ts';
import type { Service } from '../service.ts';
import type { Journal } from './journal.ts';
import { lookFor } from './look-for.ts';

/**
 * Drops what is not done: jobs that were sent are cancelled on the service, one that may have been is looked for.
 * @throws UserProblem where the service cannot be reached
 */
export async function cancelSubmission({
  journal,
  service,
  network,
}: {
  readonly journal: Journal;
  readonly service: Service;
  readonly network: Pick<Network, 'sleep' | 'random'>;
}): Promise<void> {
  for (const { name, tag } of journal.submission.jobs) {
    const state = journal.state(name);
    const isOpen = ['renewed', 'sending', 'submitted'].includes(state?.step ?? 'renewed');
    if (!isOpen) continue;
    const sent = state?.step === 'sending' ? await lookFor(tag, service, network) : undefined;
    const id = state?.step === 'submitted' ? state.id : sent;
    if (id !== undefined) await service.cancel(id);
    journal.setState(name, id === undefined ? { step: 'dropped' } : { step: 'cancelled', id });
  }
}
