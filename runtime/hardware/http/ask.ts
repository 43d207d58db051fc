import { UserProblem } from '../../program/index.ts';
import { waitBefore } from './back-off.ts';
import type { Network } from './network.ts';
import type { HttpAnswer } from './send.ts';

export type Answered = Extract<HttpAnswer, { kind: 'answered' }>;

const ATTEMPTS = 8;
const BETWEEN = { first: 1000, most: 60_000 };

/**
 * Asks what may be asked any number of times until there is an answer: again after broken connections, time-outs,
 * "too many requests" and faults of the service, with growing pauses or the one that the service asks for.
 * @param isWhole may refuse an answer that came broken
 * @throws UserProblem `service-unreachable` after eight tries
 */
export async function ask(
  network: Network,
  once: () => Promise<HttpAnswer>,
  isWhole: (text: string) => boolean = () => true,
): Promise<Answered> {
  let why = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await once();
    if (answer.kind === 'answered' && !isTemporary(answer.status)) {
      if (answer.status >= 400 || isWhole(answer.text)) return answer;
      why = 'its answer breaks off';
    } else why = reasonOf(answer);
    const own = waitBefore(attempt, BETWEEN, network);
    await network.sleep(Math.max(own, answer.kind === 'answered' ? (answer.wait ?? 0) : 0));
  }
  throw unreachable(why);
}

/** "Too many requests", and what a gateway or the service itself failed at. */
export function isTemporary(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

export function reasonOf(answer: HttpAnswer): string {
  if (answer.kind === 'lost') return answer.why;
  return answer.status === 429
    ? 'it asks for fewer requests (429)'
    : `it failed with status ${answer.status}`;
}

export function unreachable(why: string): UserProblem {
  return new UserProblem({
    code: 'service-unreachable',
    message: `The service cannot be reached: ${why}.`,
    help: 'What was submitted goes on there; `qmm jobs` goes on from here when the service is back.',
  });
}
