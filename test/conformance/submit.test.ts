import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { libraryDevice, parseDevice } from '../../compiler/targets/index.ts';
import {
  carryOut,
  createJournal,
  emptyMeasurements,
  type MachineAnswers,
  machineFacts,
  readMeasurements,
} from '../../runtime/hardware/index.ts';
import { decodePrimitiveResult, fieldOf } from '../../runtime/hardware/results/index.ts';
import type { PythonEnvironment } from '../../scripts/python.ts';
import { connect, INSTANCE, KEY, networkOf } from '../hardware/service/connect.ts';
import { lineMachine } from '../hardware/service/line-machine.ts';
import { startServer } from '../hardware/service/server.ts';
import { preparedSubmission } from '../hardware/service/submission.ts';
import { memoryHost } from '../support/memory-host.ts';
import { pairProgram } from '../support/programs.ts';
import { conformancePython } from './python.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'cli', 'submit', 'local.py');
const SHOTS = 4000;

let environment: PythonEnvironment;
// The first time, a Python environment is made.
beforeAll(async () => {
  environment = await conformancePython();
}, 600_000);

describe('a fake machine of qiskit-ibm-runtime, read as IBM describes it', () => {
  test.for(['fez', 'sherbrooke', 'miami'])(
    '%s is the one of the library',
    async (name, context) => {
      const facts = machineFacts(name, described(name, context));
      const ours = parseDevice(JSON.stringify(facts.device), name);
      const stored = (await libraryDevice(name))!;
      expect(ours).toMatchObject({
        qubits: stored.qubits,
        directed: stored.directed,
        reset: stored.reset,
        dynamic: stored.dynamic,
      });
      expect([...ours.basis].sort()).toEqual([...stored.basis].sort());
      expect(ours.edges.map(({ from, to }) => [from, to])).toEqual(
        [...stored.edges]
          .map(({ from, to }) => [from, to])
          .sort(([a, b], [c, d]) => a! - c! || b! - d!),
      );
      for (const column of ['t1', 't2', 'readoutError', 'sxError', 'readoutDuration'] as const) {
        ours.calibration![column].forEach((value, qubit) => {
          const wanted = stored.calibration![column][qubit];
          if (typeof value !== 'number' || typeof wanted !== 'number') return;
          // The library keeps four digits.
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(6e-4 * Math.abs(wanted));
        });
      }
    },
  );
});

test('our client, and a service that runs jobs on the real primitives', async (context) => {
  const python = pythonOf(context);
  const { submission, bodies, expected } = await preparedSubmission({ shots: SHOTS, rows: 3 });
  const server = await startServer({
    key: KEY,
    instance: INSTANCE,
    run: (body) => ask(python, ['run', 'aer', '3'], body),
  });
  onTestFinished(() => server.close());
  const network = networkOf(undefined, { patience: 60_000 });
  const journal = createJournal(memoryHost(), 'h', submission, bodies);
  await carryOut({ journal, service: connect(server, network), network, perMinute: 5 });
  const { circuits } = pairProgram();
  const [into] = emptyMeasurements(circuits, 3);
  for (const job of submission.jobs) {
    readMeasurements(job, circuits[0]!, decodePrimitiveResult(journal.result(job.name)!), into!);
  }
  // Five standard errors.
  into!.values.forEach((value, k) =>
    expect(Math.abs(value - expected[k]!)).toBeLessThan(5 / Math.sqrt(SHOTS)),
  );
}, 60_000);

test("the service of these tests speaks the contract of IBM's own client", async (context) => {
  pythonOf(context);
  const { bodies, results } = await preparedSubmission();
  const [[name, body]] = [...bodies] as [[string, string]];
  const server = await startServer({
    key: KEY,
    instance: INSTANCE,
    run: () => results.get(name)!,
    machines: { ibm_fez: lineMachine(5) },
  });
  onTestFinished(() => server.close());
  const { url } = server;
  const case_ = { id: 'one', url, key: KEY, instance: INSTANCE, backend: 'ibm_fez', body };
  const asked = await askPythonWhileServing<OfficialAnswer>('official_client.py', [case_]);
  const told = asked['one']!;
  expect(told).toMatchObject({
    backends: ['ibm_fez'],
    qubits: 5,
    id: 'job-1',
    state: 'Completed',
    found: ['job-1'],
    cancelled: 'Cancelled',
  });
  // It sends what we send, and reads in the answer what we read.
  const sent = JSON.parse(server.jobs[0]!.body) as object;
  expect(sent).toMatchObject({ params: (JSON.parse(body) as { params: object }).params });
  const { values } = fieldOf(decodePrimitiveResult(results.get(name)!).pubs[0]!, 'evs', 'numbers');
  expect(told.expectations.flat()).toEqual(Array.from(values));
  expect(server.sessions).toEqual([{ id: 'session-1', mode: 'batch', open: false }]);
}, 60_000);

interface OfficialAnswer {
  readonly expectations: readonly (readonly number[])[];
  readonly [field: string]: unknown;
}

/** In another process while this one answers it. */
async function askPythonWhileServing<Answer>(
  script: string,
  cases: readonly object[],
): Promise<Readonly<Record<string, Answer>>> {
  if (environment.kind === 'missing') throw new Error(environment.reason);
  const child = spawn(environment.python, [join(import.meta.dirname, script)]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  child.stdin.end(JSON.stringify(cases));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Record<string, Answer>;
}

function described(name: string, context: TestContext): MachineAnswers {
  return JSON.parse(ask(pythonOf(context), ['describe', name])) as MachineAnswers;
}

function ask(python: string, words: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(python, [SCRIPT, ...words], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Skips by name where there is no Python; in CI that has failed before. */
function pythonOf(context: TestContext): string {
  if (environment.kind === 'missing') return context.skip(environment.reason);
  return environment.python;
}
