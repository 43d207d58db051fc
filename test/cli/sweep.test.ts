import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../cli/csv.ts';
import type { Engine } from '../../cli/engine/engine.ts';
import { sideBySide } from '../../cli/engine/side-by-side.ts';
import { nodeHost } from '../../cli/host.ts';
import { carryOut } from '../../cli/sweep/carry-out.ts';
import { parseGrid, pointsOf } from '../../cli/sweep/grid.ts';
import { planRuns, type SweepPlan } from '../../cli/sweep/plan.ts';
import { openStore } from '../../cli/sweep/store.ts';
import { sweptPoints, tableRows } from '../../cli/sweep/table.ts';
import { moonsModel, project } from './projects.ts';
import { qmm, temporaryFolder } from './support.ts';

describe('a grid', () => {
  test('is every choice of one value for each setting, the last one fastest', () => {
    const grid = parseGrid(['layers=1, 2', 'split=folds(5, group: "a,b"),fractions(train: 1)']);
    expect(pointsOf(grid)).toEqual([
      { layers: '1', split: 'folds(5, group: "a,b")' },
      { layers: '1', split: 'fractions(train: 1)' },
      { layers: '2', split: 'folds(5, group: "a,b")' },
      { layers: '2', split: 'fractions(train: 1)' },
    ]);
    expect(pointsOf(parseGrid([]))).toEqual([{}]);
  });

  test('is refused where it says nothing, or something twice', () => {
    for (const text of ['layers', '=3', 'layers=', 'layers=1,,2'])
      expect(() => parseGrid([text])).toThrow('is not KEY=V1,V2');
    expect(() => parseGrid(['a=1', 'a=2'])).toThrow('twice');
  });
});

const plan: SweepPlan = {
  format: 'qmm-sweep',
  version: 1,
  file: 'main.qmm',
  name: 'Moons',
  source: '',
  data: null,
  set: {},
  runs: planRuns(pointsOf({ layers: ['1', '2', '4', '8'], batch: ['8', '16'] }), [
    ...Array(25).keys(),
  ]),
};

/** An engine that makes up figures from what it is asked, leaves folders as training does, and dies now and then. */
function mortalEngine(
  deaths: (started: number) => boolean,
): Engine & { readonly started: () => number } {
  let started = 0;
  return {
    name: 'local',
    slots: 3,
    started: () => started,
    run: async (words) => {
      started += 1;
      const out = words[words.indexOf('--out') + 1]!;
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'half.json'), '');
      await Promise.resolve();
      if (deaths(started)) throw new Error('killed');
      writeFileSync(join(out, 'checkpoint.json'), words.join(' '));
      const accuracy = (words.join('').length % 17) / 17;
      return { code: 0, document: { metrics: { train: { loss: 1 }, test: { accuracy } } } };
    },
  };
}

const quietly = { signal: new AbortController().signal, onEnd: () => undefined };

async function sweptTable(folder: string, engine: Engine): Promise<string> {
  const results = await carryOut(plan, openStore(folder, plan, nodeHost()), engine, quietly);
  return toCsv(tableRows(plan, results));
}

describe('a sweep of 200 runs', () => {
  test('that is killed five times at random has the table of one that never was', async () => {
    const whole = await sweptTable(
      temporaryFolder(),
      mortalEngine(() => false),
    );
    expect(whole.split('\n')).toHaveLength(202);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 5 }),
        async (lives) => {
          const folder = temporaryFolder();
          let started = 0;
          for (const life of lives) {
            const engine = mortalEngine((count) => count >= life);
            await expect(sweptTable(folder, engine)).rejects.toThrow('killed');
            started += engine.started();
          }
          const last = mortalEngine(() => false);
          expect(await sweptTable(folder, last)).toBe(whole);
          // Only what was going on when it died was done again.
          expect(started + last.started()).toBeLessThanOrEqual(200 + 5 * 3);
          expect(readdirSync(join(folder, 'runs'))).toHaveLength(200);
          expect(existsSync(join(folder, 'runs', '001', 'checkpoint.json'))).toBe(true);
        },
      ),
      { seed: 8, numRuns: 3 },
    );
  }, 30_000);

  test('keeps what a user can mend as the result of a run, and judges the others', async () => {
    const engine: Engine = {
      ...mortalEngine(() => false),
      run: (words) =>
        Promise.resolve(
          words.includes('layers=8')
            ? { code: 1, document: { diagnostics: [{ severity: 'error', message: 'No number.' }] } }
            : {
                code: 0,
                document: { metrics: { test: { loss: 0.2, samples: 4, accuracy: 0.5 } } },
              },
        ),
    };
    const store = openStore(temporaryFolder(), plan, nodeHost());
    const results = await carryOut(plan, store, engine, quietly);
    const swept = sweptPoints(plan, results)!;
    expect(swept.metric).toBe('test accuracy');
    expect(swept.points.map(({ scores, failed }) => [scores.length, failed])).toEqual([
      ...Array.from({ length: 6 }, () => [25, 0]),
      [0, 25],
      [0, 25],
    ]);
    expect(tableRows(plan, results).at(-1)).toEqual({
      run: '200',
      layers: '8',
      batch: '16',
      seed: 24,
      problem: 'No number.',
    });
  });

  test('does not go on as another one', () => {
    const folder = temporaryFolder();
    openStore(folder, plan, nodeHost());
    const other = { ...plan, runs: plan.runs.slice(1) };
    expect(() => openStore(folder, other, nodeHost())).toThrow('holds another sweep');
    const foreign = project({ 'notes.txt': 'mine' });
    expect(() => openStore(foreign, plan, nodeHost())).toThrow('holds no sweep');
  });
});

test('pieces of work go on side by side, results in their order', async () => {
  let [busy, most] = [0, 0];
  const results = await sideBySide([30, 10, 20, 0], 2, async (delay, index) => {
    busy += 1;
    most = Math.max(most, busy);
    await new Promise((resolve) => setTimeout(resolve, delay));
    busy -= 1;
    return index;
  });
  expect(results).toEqual([0, 1, 2, 3]);
  expect(most).toBe(2);
});

describe('qmm sweep', () => {
  test('goes on after kill -9 and ends with the same table', async () => {
    const cwd = project({ 'main.qmm': moonsModel('epochs: 2') });
    const words = ['sweep', 'main.qmm', '--grid', 'layers=1,2', '--grid', 'batch=16,32'];
    const whole = await qmm([...words, '--out', 'whole', '--json'], { cwd });
    expect(whole.code, whole.err).toBe(0);
    expect(whole.json['runs']).toHaveLength(4);
    const killed = await qmm([...words, '--out', 'killed'], {
      cwd,
      interruptAt: join(cwd, 'killed/journal/1.json'),
      signal: 'SIGKILL',
    });
    expect(killed.code).toBeNull();
    expect(existsSync(join(cwd, 'killed/table.csv'))).toBe(false);
    const resumed = await qmm(['sweep', '--resume', 'killed'], { cwd });
    expect(resumed.code, resumed.err).toBe(0);
    expect(resumed.out).toMatch(/^layers {2}batch {2}test accuracy/m);
    for (const name of ['table.csv', 'table.json', 'report.html', 'runs/4/checkpoint.json']) {
      const path = (folder: string): string => readFileSync(join(cwd, folder, name), 'utf8');
      expect(path('killed')).toBe(path('whole'));
    }
    expect(whole.json).toMatchObject({ sweep: 'whole', failed: 0 });
  }, 60_000);

  test('ends with 130 when it is interrupted, and says how to go on', async () => {
    const cwd = project({ 'main.qmm': moonsModel('epochs: 2') });
    const words = ['sweep', 'main.qmm', '--grid', 'batch=8,16,32', '--out', 'mine', '--json'];
    const { code, json } = await qmm(words, { cwd, interruptAt: join(cwd, 'mine/sweep.json') });
    expect(code).toBe(130);
    expect(json).toMatchObject({ sweep: 'mine', interrupted: true, diagnostics: [] });
    expect(existsSync(join(cwd, 'mine/lock'))).toBe(false);
  }, 30_000);

  test('refuses a wrong choice before it trains anything', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const wrong = await qmm(['sweep', 'main.qmm', '--grid', 'batch=16,0'], { cwd });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('`batch` is the number 0');
    expect(existsSync(join(cwd, 'sweeps'))).toBe(false);
    const nowhere = await qmm(['sweep', 'main.qmm', '--on', 'cluster'], { cwd });
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain('no engine `cluster`');
  }, 30_000);
});
