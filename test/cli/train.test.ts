import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moonsModel, pointsModel, pointsTable, project } from './projects.ts';
import { qmm } from './support.ts';

describe('qmm train', () => {
  test('tells progress beside a table of results, and leaves a run folder', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { code, out, err } = await qmm(['train', 'main.qmm'], { cwd });
    expect(code).toBe(0);
    expect(err).toMatch(/^Moons {2}epoch 3\/3 {2}loss \d/m);
    expect(out).toMatch(/^Moons: 3 epochs in /);
    expect(out).toMatch(/^train +\d\.\d{4} .* 48$/m);
    expect(out).toMatch(/^test +\d\.\d{4} .* 12$/m);
    expect(out).toContain('run     runs/moons/1\n');
    const files = ['checkpoint.json', 'metrics.jsonl', 'report.html', 'run.json'];
    expect(readdirSync(join(cwd, 'runs/moons/1'))).toEqual(files);
  });

  test('gives the same as one document with --json', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { json } = await qmm(['train', 'main.qmm', '--json'], { cwd });
    expect(json).toMatchObject({
      version: 1,
      ok: true,
      command: 'train',
      diagnostics: [],
      run: 'runs/moons/1',
      epochs: 3,
      seconds: expect.any(Number) as number,
      metrics: {
        train: { samples: 48 },
        test: { samples: 12, loss: expect.any(Number) as number },
      },
    });
    expect(json).not.toHaveProperty('folds');
    expect(json).not.toHaveProperty('runs');
  });

  test('remarks on a split that tears groups apart, unless that is allowed', async () => {
    const rows = Array.from({ length: 24 }, (_, row) => {
      const answer = row % 2 === 0 ? 'yes' : 'no';
      return `${row % 2},${row % 3},${answer},p${row % 4}`;
    });
    const files = {
      'main.qmm': pointsModel(),
      'points.csv': ['x,y,answer,patient', ...rows, ''].join('\n'),
    };
    const cwd = project(files);
    const { err } = await qmm(['train', 'main.qmm'], { cwd });
    expect(err).toContain('warning[group-ignored]: Groups torn apart');
    expect(err).toContain('group: "patient"');
    const { json } = await qmm(['train', 'main.qmm', '--json'], { cwd });
    expect(json.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['group-ignored', 'warning'],
    ]);
    const allowed = pointsModel().replace(/^data/m, '// allow group-ignored: a test\ndata');
    const quiet = await qmm(['train', 'main.qmm'], {
      cwd: project({ ...files, 'main.qmm': allowed }),
    });
    expect(quiet.code).toBe(0);
    expect(quiet.err).not.toContain('group-ignored');
  });

  test('numbers runs, or puts one where it is told', async () => {
    const cwd = project({ 'main.qmm': moonsModel('epochs: 1') });
    const runs = [];
    for (const more of [[], [], ['--out', 'there/mine']]) {
      runs.push((await qmm(['train', 'main.qmm', '--json', ...more], { cwd })).json.run);
    }
    expect(runs).toEqual(['runs/moons/1', 'runs/moons/2', 'there/mine']);
    const again = await qmm(['train', 'main.qmm', '--out', 'there/mine'], { cwd });
    expect(again.code).toBe(1);
    expect(again.err).toContain('already holds a run');
  });

  test('gives the same bytes with any number of threads', { timeout: 60_000 }, async () => {
    const cwd = project({ 'main.qmm': heavyModel });
    const trained = async (out: string, words: readonly string[], env = {}): Promise<Buffer[]> => {
      const { code, err } = await qmm(['train', 'main.qmm', '--out', out, ...words], { cwd, env });
      expect(code, err).toBe(0);
      expect(err).not.toMatch(/warning/i);
      const files = ['checkpoint.json', 'run.json', 'metrics.jsonl'];
      return files.map((file) => readFileSync(join(cwd, out, file)));
    };
    const one = await trained('one', ['--threads', '1']);
    for (const [out, words, env] of [
      ['two', ['--threads', '2'], {}],
      ['many', [], { QMM_THREADS: '5' }],
    ] as const) {
      const other = await trained(out, words, env);
      expect(other).toEqual(one);
    }
    const wrong = await qmm(['train', 'main.qmm'], { cwd, env: { QMM_THREADS: 'all' } });
    expect(wrong.err).toContain('`QMM_THREADS=all` is not a number of threads');
  });

  test('takes settings, model arguments and seeds from the command line', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const words = [
      '--set',
      'epochs=1',
      '--set',
      'split=folds(3)',
      '--set',
      'layers=2',
      '--seed',
      '5',
    ];
    const { json } = await qmm(['train', 'main.qmm', '--json', ...words], { cwd });
    expect(json).toMatchObject({ epochs: 1, folds: [{}, {}, {}] });
    expect(json.metrics?.['test']).toMatchObject({ samples: 60 });
    const record = JSON.parse(readFileSync(join(cwd, 'runs/moons/1/run.json'), 'utf8')) as object;
    expect(record).toMatchObject({
      seeds: { train: 5 },
      overrides: { seed: '5', 'set epochs': '1', 'set layers': '2' },
      run: { program: { parameters: [{ shape: [2, 2, 3] }, {}, {}] } },
    });
  });

  test('points at the command line for a setting that it cannot take', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const { code, err } = await qmm(['train', 'main.qmm', '--set', 'batch=0'], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/┌─ --set\n\n`batch` is the number 0/);
    const unknown = await qmm(['train', 'main.qmm', '--set', 'epoch=3', '--json'], { cwd });
    expect(unknown.json.diagnostics).toMatchObject([{ code: 'unknown-setting', file: '--set' }]);
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });

  test('trains every run of a file, or the named one', async () => {
    const two = `${moonsModel('epochs: 1')}\ntrain deep = Moons(layers: 2) on moons {\n  epochs: 2\n}\n`;
    const cwd = project({ 'main.qmm': two });
    const all = await qmm(['train', 'main.qmm', '--json'], { cwd });
    expect(all.json).toMatchObject({
      run: 'runs/moons/2',
      epochs: 2,
      runs: [
        { name: 'Moons', run: 'runs/moons/1', epochs: 1 },
        { name: 'deep', run: 'runs/moons/2', epochs: 2 },
      ],
    });
    const one = await qmm(['train', 'main.qmm', 'deep', '--json'], { cwd });
    expect(one.json).toMatchObject({ run: 'runs/moons/3', epochs: 2 });
    const none = await qmm(['train', 'main.qmm', 'depe', '--json'], { cwd });
    expect(none.code).toBe(1);
    expect(none.json.diagnostics).toMatchObject([
      { code: 'unknown-name', help: 'Did you mean `deep`?' },
    ]);
  });

  test('reads another table with --data, wherever the model lies', async () => {
    const cwd = project({ 'models/main.qmm': pointsModel(), 'data/points.csv': pointsTable() });
    for (const data of ['data/points.csv', 'data']) {
      const { code, json } = await qmm(['train', 'models/main.qmm', '--data', data, '--json'], {
        cwd,
      });
      expect({ code, metrics: json.metrics }).toMatchObject({
        code: 0,
        metrics: { train: { samples: 16 }, test: { samples: 4 } },
      });
    }
  });

  test('the same seed gives the same checkpoint, byte for byte', async () => {
    const cwd = project({ 'main.qmm': moonsModel() });
    const texts = [];
    for (const out of ['a', 'b', 'c']) {
      const seed = out === 'c' ? '8' : '7';
      await qmm(['train', 'main.qmm', '--seed', seed, '--out', out], { cwd });
      texts.push(readFileSync(join(cwd, out, 'checkpoint.json'), 'utf8'));
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });
});

describe('a training that is interrupted', () => {
  const model = moonsModel('epochs: 4000');

  test('ends with 130 and says how to go on', async () => {
    const cwd = project({ 'main.qmm': model });
    const stopped = await qmm(['train', 'main.qmm'], { cwd, interruptAt: checkpointIn(cwd) });
    expect(stopped.code).toBe(130);
    expect(stopped.out).toContain('checkpoint  runs/moons/1/checkpoint.json\n');
    expect(stopped.out).toContain('qmm train --resume runs/moons/1\n');
    expect(existsSync(join(cwd, 'runs/moons/1/report.html'))).toBe(false);
  });

  test.for(['SIGINT', 'SIGKILL'] as const)('by %s goes on to the same end', async (signal) => {
    const cwd = project({ 'main.qmm': model });
    const whole = qmm(['train', 'main.qmm', '--out', 'whole'], { cwd });
    await qmm(['train', 'main.qmm'], { cwd, interruptAt: checkpointIn(cwd), signal });
    const resumed = await qmm(['train', '--resume', 'runs/moons/1', '--json'], { cwd });
    expect(resumed.json).toMatchObject({ ok: true, run: 'runs/moons/1', epochs: 4000 });
    await whole;
    const [left, right] = ['runs/moons/1', 'whole'].map((run) =>
      readFileSync(join(cwd, run, 'checkpoint.json'), 'utf8'),
    );
    expect(left).toBe(right);
  });

  test('says so in JSON, with the checkpoint', async () => {
    const cwd = project({ 'main.qmm': model });
    const { code, json } = await qmm(['train', 'main.qmm', '--json'], {
      cwd,
      interruptAt: checkpointIn(cwd),
    });
    expect(code).toBe(130);
    expect(json).toMatchObject({
      ok: false,
      interrupted: true,
      run: 'runs/moons/1',
      checkpoint: 'runs/moons/1/checkpoint.json',
    });
  });

  test('is not mixed with another: no other settings, no changed source', async () => {
    const cwd = project({ 'main.qmm': model });
    await qmm(['train', 'main.qmm'], { cwd, interruptAt: checkpointIn(cwd) });
    const other = await qmm(['train', '--resume', 'last', '--seed', '2'], { cwd });
    expect(other.code).toBe(2);
    const changed = project({ 'main.qmm': moonsModel('epochs: 4001') });
    const file = join(changed, 'main.qmm');
    const { code, err } = await qmm(['train', file, '--resume', 'last'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('error[run-changed]');
  });
});

function checkpointIn(folder: string): string {
  return join(folder, 'runs/moons/1/checkpoint.json');
}

/** Enough work for threads to start. */
const heavyModel = moonsModel('epochs: 4\n  batch: 256')
  .replace('register q\n', 'register q[8]\n')
  .replace('scale(-pi, pi)', 'linear(8)')
  .replace('samples: 60', 'samples: 1000')
  .replace('layers: layers', 'layers: 6');
