import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  carryOut,
  createJournal,
  openJournal,
  type Journal,
  type Network,
} from '../../runtime/hardware/index.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import { memoryHost, type MemoryHost } from '../support/memory-host.ts';
import { connect, INSTANCE, jumpingClock, KEY, networkOf } from './service/connect.ts';
import { startServer, type Fault, type TestServer } from './service/server.ts';
import { preparedSubmission, type Prepared } from './service/submission.ts';

const FOLDER = 'runs/pair/1/hardware/1';
/** Milliseconds: silence is waited for in earnest. Without any, a busy machine may take its time. */
const IMPATIENT = { patience: 150 };

let prepared: Prepared;
beforeAll(async () => {
  prepared = await preparedSubmission();
});

const fault = fc.oneof(
  fc
    .constantFrom(401, 409, 429, 500, 502, 503)
    .map((status): Fault => ({ kind: 'status', status })),
  fc.integer({ min: 0, max: 20 }).map((wait): Fault => ({ kind: 'status', status: 429, wait })),
  fc
    .constantFrom('none' as const, 'cut' as const, 500 as const, 504 as const)
    .map((answer): Fault => ({ kind: 'done-but', answer })),
  fc.constant<Fault>({ kind: 'silence' }),
);

/** Which requests go wrong and how, and at which of the journal's writes the process is killed. */
const trouble = fc.record({
  faults: fc.array(fc.tuple(fc.nat(40), fault), { maxLength: 8 }),
  kills: fc.array(fc.tuple(fc.nat(12), fc.boolean()), { maxLength: 4 }),
  queue: fc.nat(5),
  lag: fc.nat(2),
});

test('whatever goes wrong, a submission ends with its results or one message, and no job runs twice', async () => {
  const nightly = process.env['QMM_NIGHTLY'] === '1';
  const ends = { results: 0, messages: 0, kills: 0 };
  await fc.assert(
    fc.asyncProperty(trouble, async ({ faults, kills, queue, lag }) => {
      const clock = jumpingClock();
      const wrong = new Map(faults);
      let requests = 0;
      const server = await startServer({
        key: KEY,
        instance: INSTANCE,
        run: resultOf,
        queue,
        lag,
        clock: clock.now,
        fault: () => wrong.get(requests++),
      });
      try {
        const host = memoryHost();
        const left = [...kills];
        const isSilent = faults.some(([, { kind }]) => kind === 'silence');
        const network = networkOf(clock, isSilent ? IMPATIENT : {});
        let message: string | undefined;
        // A killed process is started again until it ends by itself; then once more without faults.
        for (let starts = 0; message === undefined && !isDone(host); starts++) {
          expect(starts).toBeLessThan(10);
          try {
            await runOnce(killedAt(host, left.shift()), server, network);
          } catch (error) {
            if (error instanceof Killed) ends.kills += 1;
            else message = messageOf(error);
          }
        }
        expectOnce(server);
        if (message !== undefined) {
          ends.messages += 1;
          expect(message).toMatch(
            /^(The service cannot be reached|IBM refused|IBM Cloud does not)/,
          );
          wrong.clear();
          await runOnce(host, server, networkOf(clock));
        } else ends.results += 1;
        expectOnce(server);
        const journal = openJournal(host, FOLDER)!;
        for (const [name, text] of prepared.results) expect(journal.result(name)).toBe(text);
        expect([...host.files.values()].some((bytes) => Buffer.from(bytes).includes(KEY))).toBe(
          false,
        );
      } finally {
        await server.close();
      }
    }),
    { seed: 7, numRuns: nightly ? 1000 : 30 },
  );
  expect(ends.results).toBeGreaterThan(5);
  expect(ends.messages).toBeGreaterThan(0);
  expect(ends.kills).toBeGreaterThan(5);
}, 3_600_000);

test('killed at any write of the journal, before or after it, a submission goes on', async () => {
  for (const isAfter of [false, true]) {
    for (let write = 0; ; write++) {
      const clock = jumpingClock();
      const server = await startServer({ key: KEY, instance: INSTANCE, run: resultOf, queue: 1 });
      const host = memoryHost();
      try {
        await runOnce(killedAt(host, [write, isAfter]), server, networkOf(clock));
        // It was not killed any more: every write was tried.
        expect(write).toBeGreaterThan(10);
        break;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        await runOnce(host, server, networkOf(clock));
        expectOnce(server);
        expect(isDone(host)).toBe(true);
      } finally {
        await server.close();
      }
    }
  }
}, 60_000);

/** What one process does: begins the submission, or goes on with it. */
async function runOnce(host: MemoryHost, server: TestServer, network: Network): Promise<Journal> {
  const journal =
    openJournal(host, FOLDER) ?? createJournal(host, FOLDER, prepared.submission, prepared.bodies);
  await carryOut({ journal, service: connect(server, network), network, perMinute: 5 });
  return journal;
}

function resultOf(body: string): string {
  const [name] = [...prepared.bodies].find(([, text]) => text === body)!;
  return prepared.results.get(name)!;
}

function isDone(host: MemoryHost): boolean {
  const journal = openJournal(host, FOLDER);
  return (
    journal?.submission.jobs.every(({ name }) => journal.state(name)?.step === 'completed') ?? false
  );
}

function expectOnce({ jobs }: TestServer): void {
  const tags = jobs.map(({ tags: [, tag] }) => tag);
  expect(tags).toEqual([...new Set(tags)]);
}

class Killed extends Error {}

/** The same files, and an end to the process at the given write, which is done before or is not. */
function killedAt(
  host: MemoryHost,
  kill: readonly [write: number, isAfter: boolean] | undefined,
): MemoryHost {
  let writes = 0;
  return {
    ...host,
    write: (path, content) => {
      const isNow = writes++ === kill?.[0];
      if (isNow && !kill[1]) throw new Killed();
      host.write(path, content);
      if (isNow) throw new Killed();
    },
  };
}

function messageOf(error: unknown): string {
  if (error instanceof UserProblem) return error.message;
  throw error;
}
