import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  askForMachine,
  cancelSubmission,
  carryOut,
  closeSession,
  createIbmApi,
  createJournal,
  type IbmApi,
  type JobEvent,
  machineFacts,
  openSession,
} from '../../runtime/hardware/index.ts';
import { memoryHost } from '../support/memory-host.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { connect, INSTANCE, jumpingClock, KEY, networkOf } from './service/connect.ts';
import { startServer, type ServerOptions, type TestServer } from './service/server.ts';
import { preparedSubmission } from './service/submission.ts';

const BODY = JSON.stringify({
  program_id: 'sampler',
  backend: 'ibm_fez',
  params: { pubs: [], version: 2, support_qiskit: true, options: {} },
  tags: ['qmm', 'one'],
});

async function serve(changes: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await startServer({ key: KEY, instance: INSTANCE, run: () => '{}', ...changes });
  onTestFinished(() => server.close());
  return server;
}

function apiOf({ url }: TestServer, network = networkOf(), key = KEY): IbmApi {
  const credentials = { key, instance: INSTANCE, url: `${url}/api/v1`, identityUrl: url };
  return createIbmApi(network, credentials);
}

describe('a token', () => {
  test('is asked for once, and again before it expires', async () => {
    const clock = jumpingClock();
    const server = await serve({ clock: clock.now });
    const service = connect(server, networkOf(clock));
    const tokens = (): number => server.log.filter((line) => line.includes('token')).length;
    await service.find('one');
    await service.find('one');
    expect(tokens()).toBe(1);
    await clock.sleep(56 * 60_000);
    await service.find('one');
    expect(tokens()).toBe(2);
    expect(server.log.filter((line) => line.includes('/jobs'))).toHaveLength(3);
  });

  test('that is refused is replaced once', async () => {
    let asked = 0;
    const server = await serve({
      fault: ({ path }) =>
        path.includes('/jobs') && asked++ === 0 ? { kind: 'status', status: 401 } : undefined,
    });
    const service = connect(server, networkOf());
    expect(await service.submit(BODY)).toEqual({ kind: 'accepted', id: 'job-1' });
    expect(server.jobs).toHaveLength(1);
  });

  test('for a wrong key is refused with what to do, and without the key', async () => {
    const server = await serve();
    const service = connect(server, networkOf(), 'wrong-key-of-somebody');
    const refused = await service.submit(BODY).catch((error: unknown) => error as Error);
    expect(refused).toMatchObject({
      details: {
        code: 'credentials-missing',
        message: 'IBM Cloud does not accept the API key (status 400).',
        help: expect.stringContaining('QISKIT_IBM_TOKEN') as string,
      },
    });
    expect(JSON.stringify(refused)).not.toContain('wrong-key');
  });
});

describe('what the service refuses is said in a sentence with the fix', () => {
  const machines = { ibm_fez: { configuration: {}, properties: {} } };

  test.each([
    [
      'a machine that is gone',
      { backend: 'ibm_torino' },
      'Backend ibm_torino not found',
      'qmm targets',
    ],
    [
      'a foreign key',
      { params: { shots: 3 } },
      'Extra inputs are not permitted: shots',
      'Report it',
    ],
    ['a session that is closed', { session_id: 'x' }, 'Session is closed', 'without it'],
  ])('%s', async (_, changes, said, fix) => {
    const service = connect(await serve({ machines }), networkOf());
    const body = JSON.stringify({ ...(JSON.parse(BODY) as object), ...changes });
    await expect(service.submit(body)).rejects.toMatchObject({
      details: {
        code: 'service-refused',
        message: expect.stringContaining(said) as string,
        help: expect.stringContaining(fix) as string,
      },
    });
  });

  test('without a key that it repeats', async () => {
    const server = await serve();
    const network = networkOf(jumpingClock(), {
      fetch: async (url, request) => {
        if (!url.endsWith('/jobs')) return fetch(url, request);
        const errors = [{ code: 3220, message: `bad key ${KEY}` }];
        return new Response(JSON.stringify({ errors }), { status: 400 });
      },
    });
    const refused = connect(server, network).submit(BODY);
    await expect(refused).rejects.toThrow('IBM refused the job (code 3220): bad key (key).');
  });

  test('a job that failed there, while the others are kept', async () => {
    const { submission, bodies, results } = await preparedSubmission();
    const [bad, good] = submission.jobs;
    const server = await serve({
      run: (body) => results.get([...bodies].find(([, text]) => text === body)![0])!,
      fails: (body) => (body === bodies.get(bad!.name) ? 'qubit 3 is broken' : undefined),
    });
    const network = networkOf();
    const journal = createJournal(memoryHost(), 'h', submission, bodies);
    await expect(carryOut({ journal, service: connect(server, network), network })).rejects.toThrow(
      `Job job-1 (${bad!.name}) failed on the machine: qubit 3 is broken (code 9999).`,
    );
    expect(journal.state(bad!.name)).toMatchObject({ step: 'failed', id: 'job-1' });
    expect(journal.result(good!.name)).toBe(results.get(good!.name));
  });
});

test('no more than five jobs are posted a minute, and each tells how it goes', async () => {
  const clock = jumpingClock();
  const { submission, bodies } = await preparedSubmission();
  const jobs = Array.from({ length: 12 }, (_, k) => ({
    ...submission.jobs[0]!,
    name: `job-${k}`,
    tag: `tag-${k}`,
  }));
  const [first] = bodies.values();
  const own = new Map(jobs.map(({ name, tag }) => [name, first!.replace('qmm-test-0', tag)]));
  const refusals: string[] = [];
  const server = await serve({ clock: clock.now, run: () => '{}', queue: 2 });
  const events: JobEvent[] = [];
  const network = networkOf(clock);
  await carryOut({
    journal: createJournal(memoryHost(), 'h', { ...submission, jobs }, own),
    service: connect(server, network),
    network,
    perMinute: 5,
    onProgress: (event) => {
      events.push(event);
      if (event.kind === 'waiting') refusals.push(event.why);
    },
  });
  expect(refusals).toEqual([]);
  expect(server.jobs).toHaveLength(12);
  expect(
    events
      .filter(({ job }) => job === 'job-11')
      .map((event) => (event.kind === 'status' ? event.status.state : event.kind)),
  ).toEqual(['submitted', 'queued', 'running', 'completed']);
});

test('a batch takes jobs until it is closed', async () => {
  const server = await serve();
  const api = apiOf(server);
  const id = await openSession(api, 'batch', 'ibm_fez');
  const service = connect(server, networkOf());
  const body = JSON.stringify({ ...(JSON.parse(BODY) as object), session_id: id });
  expect(await service.submit(body)).toMatchObject({ kind: 'accepted' });
  await closeSession(api, id);
  await expect(service.submit(body)).rejects.toThrow('Session is closed');
  expect(server.sessions).toEqual([{ id, mode: 'batch', open: false }]);
});

describeShared("requests that IBM's own client makes for batches and sessions", () => {
  test('are those that we make', async () => {
    const path = sharedPath('fixtures', 'runtime', 'requests-batch-and-session.json');
    const recorded = JSON.parse(readFileSync(path, 'utf8')) as {
      method: string;
      path: string;
      headers: Record<string, string>;
      body: object;
    }[];
    const ours: object[] = [];
    const network = networkOf(jumpingClock(), {
      fetch: (url, { method, headers, body }) => {
        const at = new URL(url).pathname.replace('/api/v1', '');
        ours.push({ method, path: at, headers, body: JSON.parse(body as string) as object });
        return Promise.resolve(new Response('{"id":"d000000000000000000a"}'));
      },
    });
    const credentials = { key: KEY, instance: INSTANCE, url: 'http://test/api/v1' };
    const api = createIbmApi(
      {
        ...network,
        fetch: (url, request) => (url.includes('token') ? token() : network.fetch(url, request)),
      },
      credentials,
    );
    await closeSession(api, await openSession(api, 'batch', 'ibm_fez'));
    await closeSession(api, await openSession(api, 'dedicated', 'ibm_fez', 3600));
    const theirs = recorded.filter(({ path: at }) => at !== '/jobs');
    expect(ours).toHaveLength(theirs.length);
    ours.forEach((request, k) => expect(request).toMatchObject(theirs[k]!));
  });

  const token = (): Promise<Response> =>
    Promise.resolve(new Response('{"access_token":"t","expires_in":3600}'));
});

test('a submission that is cancelled is dropped where it was not sent, and stays so', async () => {
  const { submission, bodies } = await preparedSubmission();
  const server = await serve({ queue: 9 });
  const network = networkOf();
  const service = connect(server, network);
  const journal = createJournal(memoryHost(), 'h', submission, bodies);
  const [sent, lost, ...rest] = submission.jobs;
  await service.submit(bodies.get(sent!.name)!);
  journal.setState(sent!.name, { step: 'submitted', id: 'job-1' });
  // Accepted, and nobody wrote it down.
  await service.submit(bodies.get(lost!.name)!);
  journal.setState(lost!.name, { step: 'sending' });
  await cancelSubmission({ journal, service, network });
  expect(server.jobs.map((job) => job.cancelled)).toEqual([true, true]);
  expect(rest.map(({ name }) => journal.state(name))).toEqual(
    rest.map(() => ({ step: 'dropped' })),
  );
  await expect(carryOut({ journal, service, network })).rejects.toThrow(
    `Job job-1 (${sent!.name}) was cancelled.`,
  );
  expect(server.jobs).toHaveLength(2);
});

test('a job can be cancelled', async () => {
  const service = connect(await serve({ queue: 9 }), networkOf());
  await service.submit(BODY);
  await service.cancel('job-1');
  expect(await service.status('job-1')).toMatchObject({ state: 'cancelled' });
});

test('waiting is broken off by its signal, and goes on later', async () => {
  const { submission, bodies, results } = await preparedSubmission();
  const server = await serve({
    queue: 4,
    run: (body) => results.get([...bodies].find(([, text]) => text === body)![0])!,
  });
  const journal = createJournal(memoryHost(), 'h', submission, bodies);
  const stop = new AbortController();
  const broken = networkOf(jumpingClock(), { signal: stop.signal });
  await expect(
    carryOut({
      journal,
      service: connect(server, broken),
      network: broken,
      onProgress: ({ kind }) => {
        if (kind === 'status') stop.abort();
      },
    }),
  ).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
  const network = networkOf();
  await carryOut({ journal, service: connect(server, network), network });
  expect(server.jobs).toHaveLength(submission.jobs.length);
  expect(submission.jobs.every(({ name }) => journal.result(name) === results.get(name))).toBe(
    true,
  );
});

describe('a machine', () => {
  const property = (name: string, value: number, unit = ''): object => ({ name, value, unit });
  const fractional = {
    configuration: {
      n_qubits: 3,
      basis_gates: ['cz', 'rz', 'sx', 'x', 'rx', 'rzz'],
      supported_instructions: ['reset', 'measure'],
      coupling_map: [
        [1, 0],
        [0, 1],
        [1, 2],
        [2, 1],
      ],
    },
    properties: {
      last_update_date: '2026-04-17T10:46:55+02:00',
      qubits: [
        [
          property('T1', 0.1, 'ms'),
          property('prob_meas0_prep1', 0.02),
          property('prob_meas1_prep0', 0.01),
        ],
        [property('readout_error', 0.03), property('readout_length', 1.2, 'us')],
        [property('operational', 0)],
      ],
      gates: [
        {
          gate: 'cz',
          qubits: [1, 0],
          parameters: [property('gate_error', 0.004), property('gate_length', 84, 'ns')],
        },
        { gate: 'cz', qubits: [1, 2], parameters: [property('gate_error', 0.004)] },
        {
          gate: 'sx',
          qubits: [0],
          parameters: [property('gate_error', 0.0002), property('gate_length', 24, 'ns')],
        },
      ],
    },
  };

  test('is read as a device file: units, gates on request, what is out of order', async () => {
    const server = await serve({ machines: { ibm_small: fractional } });
    const answers = await askForMachine(apiOf(server), 'ibm_small');
    expect(machineFacts('small', answers)).toEqual({
      calibrated: '2026-04-17T10:46:55+02:00',
      misreadings: [
        { zeroAsOne: 0.01, oneAsZero: 0.02 },
        { zeroAsOne: 0.03, oneAsZero: 0.03 },
        undefined,
      ],
      device: {
        name: 'small',
        qubits: 3,
        basis: ['cz', 'rz', 'sx', 'x'],
        directed: false,
        fractional: true,
        reset: true,
        dynamic: false,
        edges: [
          [0, 1, 0.004, 84],
          [1, 2, 1, null],
        ],
        t1Us: [100, null, null],
        t2Us: [null, null, null],
        readoutError: [null, 0.03, null],
        readoutNs: [null, 1200, null],
        sxError: [0.0002, null, null],
        sxNs: [24, null, null],
      },
    });
    await expect(askForMachine(apiOf(server), 'ibm_gone')).rejects.toThrow(
      'IBM refused `ibm_gone` (code 404): Backend ibm_gone not found.',
    );
  });
});
