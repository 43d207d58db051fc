import * as v from 'valibot';
import { ask, isTemporary, reasonOf } from '../http/ask.ts';
import { answerAs, parseAnswer } from '../results/parse.ts';
import type { JobStatus, Service, Submitted } from '../service.ts';
import type { IbmApi } from './api.ts';
import { refusal } from './refusal.ts';
import { isWholeJson } from './token.ts';

const createdSchema = v.object({ id: v.string() });
const listSchema = v.object({
  jobs: v.array(v.object({ id: v.string(), tags: v.optional(v.nullable(v.array(v.string()))) })),
});
const jobSchema = v.object({
  status: v.optional(v.string()),
  state: v.optional(
    v.object({
      status: v.string(),
      reason: v.optional(v.nullable(v.string())),
      reason_code: v.optional(v.nullable(v.union([v.string(), v.number()]))),
      reason_solution: v.optional(v.nullable(v.string())),
    }),
  ),
  usage: v.optional(v.nullable(v.object({ seconds: v.optional(v.nullable(v.number())) }))),
});

const STATES: Readonly<Record<string, JobStatus['state']>> = {
  queued: 'queued',
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Unless the service says how long: the minute that its limit of posts is counted over. */
const LATER = 60_000;

/** Jobs of IBM Quantum's Qiskit Runtime over its REST API. */
export function createIbmService(api: IbmApi): Service {
  const { network, credentials } = api;
  return {
    async find(tag) {
      const { jobs } = await api.read(
        `/jobs?tags=${encodeURIComponent(tag)}&limit=10&exclude_params=true`,
        'the list of jobs',
        listSchema,
      );
      return jobs.find(({ tags }) => tags?.includes(tag) === true)?.id;
    },
    async submit(body): Promise<Submitted> {
      const answer = await api.once({ method: 'POST', path: '/jobs', body });
      if (answer.kind === 'lost') return { kind: 'unclear', why: answer.why };
      if (answer.status === 429) {
        return { kind: 'later', milliseconds: answer.wait ?? LATER, why: reasonOf(answer) };
      }
      if (isTemporary(answer.status)) return { kind: 'unclear', why: reasonOf(answer) };
      if (answer.status >= 400) throw refusal('the job', answer, credentials);
      if (!isWholeJson(answer.text)) return { kind: 'unclear', why: 'its answer breaks off' };
      return { kind: 'accepted', id: answerAs(createdSchema, parseAnswer(answer.text)).id };
    },
    async status(id): Promise<JobStatus> {
      const job = await api.read(`/jobs/${id}?exclude_params=true`, `job ${id}`, jobSchema);
      const word = (job.state?.status ?? job.status ?? '').toLowerCase();
      const { reason, reason_code, reason_solution } = job.state ?? {};
      const words = [reason, reason_solution].filter((part) => part != null && part !== '');
      const code = reason_code == null || reason_code === '' ? '' : ` (code ${reason_code})`;
      // `Cancelled - Ran too long` is told as a status of its own.
      const state = STATES[word] ?? (word.startsWith('cancelled') ? 'cancelled' : 'running');
      return {
        state,
        reason: words.length === 0 ? undefined : `${words.join(' ')}${code}`,
        seconds: job.usage?.seconds ?? undefined,
      };
    },
    async results(id) {
      const answer = await api.get(`/jobs/${id}/results`);
      if (answer.status >= 400) throw refusal(`the results of job ${id}`, answer, credentials);
      return answer.text;
    },
    async cancel(id) {
      const answer = await ask(network, () =>
        api.once({ method: 'POST', path: `/jobs/${id}/cancel` }),
      );
      // 409: it has ended already.
      if (answer.status >= 400 && answer.status !== 409) {
        throw refusal(`to cancel job ${id}`, answer, credentials);
      }
    },
  };
}
