import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { INSTANCE, KEY } from '../hardware/service/connect.ts';
import { lineMachine } from '../hardware/service/line-machine.ts';
import { runBody } from '../hardware/service/run-body.ts';
import { runExecutorBody } from '../hardware/service/run-executor-body.ts';
import { pointsModel, pointsTable } from './projects.ts';
import { nobody, serve } from './serve.ts';
import { qmm, temporaryFolder } from './support.ts';

/** Expectations and probabilities, so that there are jobs of both kinds. */
const model = pointsModel().replace('  objective', '  readout chances = probs(q)\n  objective');

let original: string;
beforeAll(async () => {
  original = mkdtempSync(join(tmpdir(), 'qmm-submit-'));
  writeFileSync(join(original, 'main.qmm'), model);
  writeFileSync(join(original, 'points.csv'), pointsTable());
  await qmm(['train', 'main.qmm'], { cwd: original });
  return () => rmSync(original, { recursive: true, force: true });
});

/** A folder with a trained run of its own; its data is where it was. */
function trained(): string {
  const cwd = temporaryFolder();
  cpSync(original, cwd, { recursive: true });
  return cwd;
}

describe('qmm submit', () => {
  test('sends nothing in a dry run, and shows the bytes and the cost', async () => {
    const cwd = trained();
    const words = ['submit', 'last', '--target', 'ibm:fez', '--take', '3', '--dry-run'];
    const { code, out, err } = await qmm(words, { cwd, env: nobody });
    expect(code).toBe(0);
    const bodies = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { program_id: string; backend: string; tags: string[] });
    expect(bodies.map(({ program_id, backend }) => [program_id, backend])).toEqual([
      ['estimator', 'ibm_fez'],
      ['sampler', 'ibm_fez'],
    ]);
    expect(bodies[0]!.tags).toEqual(['qmm', expect.stringMatching(/^qmm-[0-9a-f]{12}-circuit-1/)]);
    expect(err).toContain("Compiled for the library's copy of ibm_fez");
    // Two jobs of three samples, one basis each, 4096 shots: 2 * 2 s + 24576 * 0.35 ms.
    expect(err).toMatch(/^ +3 +2 +6 +24576 .* 13 s$/m);
    expect(existsSync(join(cwd, 'runs/points/1/hardware'))).toBe(false);

    const { json } = await qmm([...words, '--out', 'bodies/', '--json'], { cwd, env: nobody });
    expect(json['cost']).toMatchObject({ jobs: 2, circuits: 6, shots: 24576 });
    expect(readdirSync(join(cwd, 'bodies'))).toEqual([
      'circuit-1-estimator-1.json',
      'circuit-1-sampler-2.json',
    ]);
  });

  test('runs a model on a machine, and predicts from what it measured', async () => {
    const cwd = trained();
    const { server, env } = await serve();
    const words = ['submit', 'last', '--target', 'ibm:line', '--shots', '2000'];
    const { code, out, err } = await qmm(words, { cwd, env });
    expect({ code, jobs: server.jobs.length }).toEqual({ code: 0, jobs: 2 });
    expect(out).toMatch(
      /^id,label,probability yes,probability no,simulated label\n(\w+,(yes|no),[\d.]+,[\d.]+,(yes|no)\n){4}$/,
    );
    expect(err).toContain('ibm_line was calibrated 2026-11-27T06:00:00Z.');
    expect(err).toMatch(/^circuit-1-estimator-1: submitted as job-1$/m);
    expect(err).toMatch(/^circuit-1-sampler-2: completed after 2 s of the machine$/m);
    expect(err).toMatch(/^machine +[\d.]+[^]*^simulator +[\d.]+/m);

    // The answers of this machine are exact but for the sampler's shots, so the head says what the simulator says.
    const again = await qmm(['jobs', 'last', '--json'], { cwd, env });
    const { predictions, simulated, metrics, difference } = again.json as unknown as {
      predictions: { probabilities: { yes: number } }[];
      simulated: { predictions: { probabilities: { yes: number } }[]; metrics: object };
      metrics: { test: { loss: number } };
      difference: { mean: number; inErrors: number };
    };
    predictions.forEach(({ probabilities }, k) =>
      expect(probabilities.yes).toBeCloseTo(simulated.predictions[k]!.probabilities.yes, 5),
    );
    expect(metrics.test.loss).toBeGreaterThan(0);
    expect(difference.mean).toBeLessThan(0.02);
    expect(difference.inErrors).toBeLessThan(3);
    // What is done is told again without asking anybody.
    expect(server.jobs).toHaveLength(2);

    const listed = await qmm(['jobs'], { cwd, env: nobody });
    expect(listed.out).toMatch(/^runs\/points\/1\/hardware\/1 +ibm:line +4 +2 of 2$/m);
    expect(everythingIn(join(cwd, 'runs')) + out + err + again.out).not.toContain(KEY);
    expect(everythingIn(env['XDG_CACHE_HOME']!)).toContain('coupling_map');
  });

  test('sends the jobs of the executor as a batch, with tags of the user, and reads their outcomes', async () => {
    const cwd = trained();
    const { server, env } = await serve({ run: runExecutorBody });
    const words = ['submit', 'last', '--target', 'ibm:line', '--shots', '3000', '--batch'];
    const asked = ['--option', 'program=executor', '--option', 'tags=lab,points'];
    const { code, json } = await qmm([...words, ...asked, '--json'], { cwd, env });
    expect(code).toBe(0);
    expect(server.sessions).toEqual([{ id: 'session-1', mode: 'batch', open: false }]);
    const [{ session, tags, body }] = server.jobs as [(typeof server.jobs)[number]];
    expect(session).toBe('session-1');
    expect(tags).toEqual(['qmm', expect.stringMatching(/^qmm-[0-9a-f]{12}-/), 'lab', 'points']);
    expect(JSON.parse(body)).toMatchObject({ program_id: 'executor', params: { options: {} } });
    const { difference } = json as unknown as { difference: { mean: number; inErrors: number } };
    expect(difference.mean).toBeLessThan(0.05);
    expect(difference.inErrors).toBeLessThan(3);
    // It took no more jobs as soon as it had these, before they were done.
    const closed = server.log.indexOf('PATCH /api/v1/sessions/session-1');
    expect(closed).toBeGreaterThan(server.log.lastIndexOf('POST /api/v1/jobs'));
    expect(closed).toBeLessThan(server.log.findIndex((line) => line.includes('/results')));
  });

  test('extrapolates to no noise over gates that are folded', async () => {
    const cwd = trained();
    const noisy = (body: string): string =>
      runBody(body, () => ({
        gates: [
          { after: 'two_qubit', on: null, channel: { kind: 'depolarize', probability: 0.05 } },
        ],
        readout: [],
      }));
    const { server, env } = await serve({ run: noisy });
    const words = ['submit', 'last', '--target', 'ibm:line', '--shots', '40000', '--json'];
    const apart = async (...more: string[]): Promise<number> => {
      const { json, err } = await qmm([...words, ...more], { cwd, env });
      if (!json.ok) throw new Error(err);
      return (json['difference'] as { mean: number }).mean;
    };
    const plain = await apart();
    const extrapolated = await apart('--zne', '1,3', '--extrapolator', 'exponential');
    expect(server.jobs).toHaveLength(2 + 4);
    expect(plain).toBeGreaterThan(0.01);
    expect(extrapolated).toBeLessThan(plain / 3);
  });

  test('killed while it waits, goes on without submitting twice', async () => {
    const cwd = trained();
    let queue = 1000;
    const marker = join(cwd, 'asked');
    const { server, env } = await serve({
      queue: () => queue,
      fault: ({ path }) => {
        if (path.includes('/jobs/job-2')) writeFileSync(marker, '');
        return undefined;
      },
    });
    const killed = await qmm(['submit', 'last', '--target', 'ibm:line'], {
      cwd,
      env,
      interruptAt: marker,
      signal: 'SIGKILL',
    });
    expect(killed.code).toBeNull();
    queue = 0;
    const { code, out, err } = await qmm(['jobs', 'runs/points/1/hardware/1'], { cwd, env });
    expect(code).toBe(0);
    expect(err).not.toContain('submitted');
    expect(out.split('\n')).toHaveLength(6);
    const tags = server.jobs.map(({ tags: [, tag] }) => tag);
    expect(new Set(tags).size).toBe(2);
    expect(tags).toHaveLength(2);
  });

  // Tests of the journal do the same at each single write, without processes.
  const files = ['body', 'state', 'result'].flatMap((kind) =>
    ['estimator-1', 'sampler-2'].map((job) => `jobs/circuit-1-${job}.${kind}.json`),
  );
  const nightly = process.env['QMM_NIGHTLY'] !== undefined;
  test.runIf(nightly).each([...files, 'submission.json', ...Array(9).keys()])(
    'killed at %s, a file of its journal or a request, it goes on',
    async (at) => {
      const cwd = trained();
      const marker = join(cwd, 'asked');
      let requests = 0;
      const { server, env } = await serve({
        queue: 1,
        fault: () => {
          if (requests++ === at) writeFileSync(marker, '');
          return undefined;
        },
      });
      const folder = 'runs/points/1/hardware/1';
      const submit = ['submit', 'last', '--target', 'ibm:line'];
      const interruptAt = typeof at === 'string' ? join(cwd, folder, at) : marker;
      await qmm(submit, { cwd, env, interruptAt, signal: 'SIGKILL' });
      const isBegun = existsSync(join(cwd, folder, 'submission.json'));
      if (!isBegun) expect(server.jobs).toHaveLength(0);
      const { code, out } = await qmm(isBegun ? ['jobs', folder] : submit, { cwd, env });
      expect(code).toBe(0);
      expect(out.split('\n')).toHaveLength(6);
      const tags = server.jobs.map(({ tags: [, tag] }) => tag);
      expect(tags).toHaveLength(2);
      expect(new Set(tags).size).toBe(2);
    },
    60_000,
  );

  test('interrupted, says how to go on, and what is not done can be cancelled', async () => {
    const cwd = trained();
    const { server, env } = await serve({ queue: 1000 });
    const { code, err } = await qmm(['submit', 'last', '--target', 'ibm:line'], {
      cwd,
      env,
      interruptAt: join(cwd, 'runs/points/1/hardware/1/jobs/circuit-1-sampler-2.state.json'),
    });
    expect(code).toBe(130);
    expect(err).toContain('`qmm jobs runs/points/1/hardware/1` goes on from here.');
    const cancelled = await qmm(['jobs', 'last', '--cancel'], { cwd, env });
    expect(cancelled.code).toBe(0);
    expect(server.jobs.every((job) => job.cancelled)).toBe(true);
    expect(cancelled.out.match(/ {2}cancelled {2}job-\d$/gm)).toHaveLength(server.jobs.length);
  });

  test.each([
    [['--target', 'fez'], 2, '`--target ibm:fez` is the machine, `--target fake:fez` its copy'],
    [['--target', 'ibm:fez'], 1, 'IBM Quantum wants to know who asks, and there is no API key.'],
    [['--target', 'aer', '--shots', '0'], 2, '`--shots 0` leaves nothing to run.'],
    [['--target', 'aer', '--precision', 'low'], 2, '`--precision low` is no standard error'],
  ])('is refused with the fix: %s', async (words, wanted, message) => {
    const cwd = trained();
    const { code, err } = await qmm(['submit', 'last', ...words], { cwd, env: nobody });
    expect(code).toBe(wanted);
    expect(err.replace(/\s+/g, ' ')).toContain(message);
  });

  test('is refused where the machine is too small or gone, before anything is sent', async () => {
    const cwd = trained();
    const { server, env } = await serve({ machines: { ibm_one: lineMachine(1) } });
    const small = await qmm(['submit', 'last', '--target', 'ibm:one'], { cwd, env });
    expect(small.code).toBe(1);
    expect(small.err).toMatch(/qubits/);
    const gone = await qmm(['submit', 'last', '--target', 'ibm:torino'], { cwd, env });
    expect(gone.err.replace(/\s+/g, ' ')).toContain('Backend ibm_torino not found');
    expect(server.jobs).toHaveLength(0);
  });
});

describe('credentials', () => {
  test('come from a file that its owner alone may read', async () => {
    const cwd = trained();
    const { server, env } = await serve();
    const path = join(cwd, 'ibm.json');
    const { QISKIT_IBM_URL: url, QISKIT_IBM_IDENTITY_URL: identityUrl, XDG_CACHE_HOME } = env;
    writeFileSync(path, JSON.stringify({ key: KEY, instance: INSTANCE, url, identityUrl }));
    const own = { ...nobody, QMM_IBM_CREDENTIALS: path, XDG_CACHE_HOME: XDG_CACHE_HOME! };
    chmodSync(path, 0o644);
    const words = ['submit', 'last', '--target', 'ibm:line', '--take', '1'];
    const open = await qmm(words, { cwd, env: own });
    expect(open.code).toBe(1);
    expect(open.err.replace(/\s+/g, ' ')).toContain('holds an API key, and others may read it.');
    chmodSync(path, 0o600);
    const { code } = await qmm(words, { cwd, env: own });
    expect({ code, jobs: server.jobs.length }).toEqual({ code: 0, jobs: 2 });
  });

  test('that are wrong are refused, and not repeated', async () => {
    const cwd = trained();
    const { env } = await serve();
    const wrong = { ...env, QISKIT_IBM_TOKEN: 'the-key-of-somebody-else' };
    const { code, err } = await qmm(['submit', 'last', '--target', 'ibm:line'], {
      cwd,
      env: wrong,
    });
    expect(code).toBe(1);
    expect(err).toContain('IBM Cloud does not accept the API key (status 400).');
    expect(err + everythingIn(join(cwd, 'runs'))).not.toContain('somebody-else');
  });
});

function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n');
}
