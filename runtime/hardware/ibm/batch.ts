import * as v from 'valibot';
import { ask, isTemporary, reasonOf, unreachable } from '../http/ask.ts';
import { answerAs, parseAnswer } from '../results/parse.ts';
import type { IbmApi } from './api.ts';
import { refusal } from './refusal.ts';

const createdSchema = v.object({ id: v.string() });

/**
 * Opens a batch (jobs that are scheduled together) or a session (a machine for oneself, paid by time; not of the open
 * plan). Jobs name it as `session_id`. One that is opened and forgotten closes by itself and costs nothing while no
 * job runs in a batch.
 * @param seconds after which it closes; default as the service has it
 * @throws UserProblem
 */
export async function openSession(
  api: IbmApi,
  mode: 'batch' | 'dedicated',
  backend: string,
  seconds?: number,
): Promise<string> {
  const { instance } = api.credentials;
  const limit = seconds === undefined ? {} : { max_ttl: seconds };
  const body = JSON.stringify({ mode, backend, instance, ...limit });
  const answer = await api.once({ method: 'POST', path: '/sessions', body });
  if (answer.kind === 'lost' || isTemporary(answer.status)) throw unreachable(reasonOf(answer));
  if (answer.status >= 400) throw refusal(`the ${mode}`, answer, api.credentials);
  return answerAs(createdSchema, parseAnswer(answer.text)).id;
}

/** Takes no further jobs; those that it has go on. One that is closed, or gone, stays so. @throws UserProblem */
export async function closeSession(api: IbmApi, id: string): Promise<void> {
  const body = JSON.stringify({ accepting_jobs: false });
  const path = `/sessions/${id}`;
  const answer = await ask(api.network, () => api.once({ method: 'PATCH', path, body }));
  if (answer.status >= 400 && answer.status !== 404 && answer.status !== 409) {
    throw refusal(`to close ${id}`, answer, api.credentials);
  }
}
