import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTrainingMachine } from '../../cli/training-on/open.ts';
import { requireTrainableOn } from '../../cli/training-on/refuse.ts';
import { machineCost } from '../../runtime/estimate/index.ts';
import { compileText } from '../support/compile.ts';
import { networkOf } from '../hardware/service/connect.ts';
import { memoryHost } from '../support/memory-host.ts';
import { moonsModel, project } from './projects.ts';
import { nobody, serve } from './serve.ts';
import { qmm } from './support.ts';

/** Two steps of eight samples. */
const moons = (settings = ''): string =>
  moonsModel(`epochs: 1\n  batch: 8\n  ${settings}`).replace('samples: 60', 'samples: 20');

const on = (...words: string[]): string[] => ['train', 'main.qmm', '--on', 'ibm:line', ...words];

describe('qmm train --on', () => {
  test('trains on a machine, goes on where it was killed, and pays no step twice', async () => {
    const straight = project({ 'main.qmm': moons() });
    const first = await serve();
    const whole = await qmm(on('--shots', '1000'), { cwd: straight, env: first.env });
    expect({ code: whole.code, jobs: first.server.jobs.length }).toEqual({ code: 0, jobs: 2 });
    expect(whole.err).toContain(
      'on ibm:line: 2 steps of 1 job and 72 circuits with 1000 shots; about 54 s of a machine',
    );
    expect(whole.err).toMatch(
      /^Moons {2}epoch 1, step 2: circuit-1-estimator-1 completed after 2 s/m,
    );
    expect(whole.out).toMatch(/^ibm:line {2}2 jobs, 144,000 shots, 4\.0 s of the machine$/m);

    const broken = project({ 'main.qmm': moons() });
    let [queue, isKilled] = [0, false];
    const marker = join(broken, 'asked');
    const second = await serve({
      queue: () => queue,
      fault: ({ path }) => {
        if (!isKilled && path.includes('/jobs/job-2')) {
          queue = 1000;
          writeFileSync(marker, '');
        }
        return undefined;
      },
    });
    const killed = await qmm(on('--shots', '1000'), {
      cwd: broken,
      env: second.env,
      interruptAt: marker,
      signal: 'SIGKILL',
    });
    expect(killed.code).toBeNull();
    [queue, isKilled] = [0, true];
    const resumed = await qmm(['train', '--resume', 'last'], { cwd: broken, env: second.env });
    expect({ code: resumed.code, err: resumed.err }).toMatchObject({ code: 0 });
    expect(new Set(second.server.jobs.map(({ tags }) => tags[1])).size).toBe(2);
    expect(second.server.jobs).toHaveLength(2);
    const checkpoint = 'runs/moons/1/checkpoint.json';
    expect(readFileSync(join(broken, checkpoint), 'utf8')).toBe(
      readFileSync(join(straight, checkpoint), 'utf8'),
    );
  });

  test('sends a job that failed there once more when it goes on, and no other', async () => {
    const cwd = project({ 'main.qmm': moons() });
    let isIll = true;
    const { server, env } = await serve({
      // Of the second step.
      fails: () => (isIll && server.jobs.length > 1 ? 'out of helium' : undefined),
    });
    const failed = await qmm(on('--shots', '100'), { cwd, env });
    expect(failed.code).toBe(1);
    expect(failed.err.replace(/\s+/g, ' ')).toContain('failed on the machine: out of helium');
    expect(failed.err).toContain('`qmm train --resume runs/moons/1` goes on from there.');
    isIll = false;
    const { code, json } = await qmm(['train', '--resume', 'last', '--json'], { cwd, env });
    expect({ code, jobs: server.jobs.length }).toEqual({ code: 0, jobs: 3 });
    expect(json).toMatchObject({
      epochs: 1,
      machine: { target: 'ibm:line', use: { jobs: 2, shots: 144 * 100, seconds: 4 } },
    });
  });

  test('tells in a dry run what it would take, and sends nothing', async () => {
    const cwd = project({ 'main.qmm': moons() });
    const words = ['train', 'main.qmm', '--on', 'ibm:fez', '--dry-run', '--json'];
    const { code, json } = await qmm(words, { cwd, env: nobody });
    expect(code).toBe(0);
    // A sample runs its circuit once as it is, and twice for each of the four angles that can be seen.
    expect(json).toMatchObject({
      target: 'ibm:fez',
      plans: [
        {
          run: 'Moons',
          steps: 2,
          step: { jobs: 1, circuits: 72 },
          whole: { jobs: 2, circuits: 144, shots: 144 * 4096, seconds: 4 + 144 * 4096 * 0.00035 },
        },
      ],
    });
    expect(readdirSync(cwd)).toEqual(['main.qmm']);
  });
});

describe('a training that a machine cannot take, or not sensibly, is refused with the fix', () => {
  test.each([
    ['gradient: adjoint', 'walks back through the state, and 4096 shots leave outcomes'],
    ['optimizer: qng(rate: 0.1)', '`qng` works its metric out from states'],
  ])('%s', (settings, message) => {
    const { diagnostics } = compileText(moons(settings), {}, { onMachine: {} });
    expect(diagnostics.map((one) => one.message).join('\n')).toContain(message);
  });

  test('too many circuits a step', () => {
    const source = moons()
      .replace('batch: 8', 'batch: 40000')
      .replace('samples: 20', 'samples: 60000');
    const [run] = compileText(source, {}, { onMachine: {} }).runs;
    const cost = machineCost(run!, '.', memoryHost(), 4096);
    expect(() => requireTrainableOn('ibm:fez', run!, cost)).toThrow(
      'A step of `Moons` runs 360,000 circuits',
    );
  });

  test('a model whose objective no circuit enters', () => {
    const source = moons().replace('expect(Z(q)) |> linear', 'point |> linear');
    const [run] = compileText(source, {}, { onMachine: {} }).runs;
    expect(() => requireTrainableOn('ibm:fez', run!, null)).toThrow('trains a circuit');
  });

  test('a service without the primitives of IBM', async () => {
    await expect(openTrainingMachine('braket:local', [], networkOf(), true)).rejects.toThrow(
      'training asks the primitives of IBM',
    );
  });
});
