import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runFigures } from '../../../editor/vscode/run/figures.ts';
import { followRuns, type RunState } from '../../../editor/vscode/run/follow.ts';
import { readHistory } from '../../../editor/vscode/run/history.ts';
import { latestRun } from '../../../editor/vscode/run/latest-run.ts';

const line = (loss: number, more: object = {}): string =>
  `${JSON.stringify({ stage: null, round: 1, epoch: 1, train: { loss, samples: 40 }, validate: { loss: loss * 2, samples: 10 }, ...more })}\n`;

describe('what a run has told', () => {
  test('is read epoch by epoch, and a line that is being written is left for later', () => {
    const [only] = readHistory(line(0.9) + line(0.5) + line(0.4).slice(0, 30));
    expect(only!.history.map(({ epoch, train }) => [epoch, train['loss']])).toEqual([
      [1, 0.9],
      [2, 0.5],
    ]);
  });

  test('is kept apart by folds', () => {
    const folds = readHistory(
      line(0.9, { fold: 1 }) + line(0.8, { fold: 2 }) + line(0.5, { fold: 1 }),
    );
    expect(folds.map(({ history }) => history.map(({ train }) => train['loss']))).toEqual([
      [0.9, 0.5],
      [0.8],
    ]);
  });

  test('is shown as a sentence and curves of training and validation', () => {
    const markup = runFigures('runs/moons/3', line(0.9) + line(0.5));
    expect(markup).toContain('epoch 2, loss 0.500');
    expect(markup).toContain('class="line train"');
    expect(markup).toContain('class="line validate"');
    expect(runFigures('runs/moons/3', '')).toContain('has not finished its first epoch');
  });

  test('cannot write into the page', () => {
    expect(runFigures('<script>', line(0.9))).not.toContain('<script>');
  });
});

describe('the panel follows', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'qmm-runs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const metricsOf = (run: string): string => join(folder, 'runs', run, 'metrics.jsonl');
  const begin = (run: string, text: string, seconds: number): void => {
    mkdirSync(dirname(metricsOf(run)), { recursive: true });
    writeFileSync(metricsOf(run), text);
    utimesSync(metricsOf(run), seconds, seconds);
  };

  test('the run that was written last, of whichever model', () => {
    expect(latestRun(folder)).toBeUndefined();
    begin('moons/1', line(0.9), 1000);
    begin('iris/1', line(0.9), 3000);
    begin('moons/2', line(0.9), 2000);
    expect(latestRun(folder)).toBe(join(folder, 'runs', 'iris', '1'));
    expect(latestRun(folder, { since: 4_000_000 })).toBeUndefined();
  });

  test('for an evaluation, the last run of that name', () => {
    begin('moons/1', line(0.9), 1000);
    begin('moons/2', line(0.9), 2000);
    writeFileSync(join(folder, 'runs', 'moons', '1', 'run.json'), '{ "name": "Long" }');
    writeFileSync(join(folder, 'runs', 'moons', '2', 'run.json'), '{ "name": "Moons" }');
    expect(latestRun(folder, { name: 'Long' })).toBe(join(folder, 'runs', 'moons', '1'));
    expect(latestRun(folder, { name: 'Iris' })).toBeUndefined();
  });

  test('a run from its first epoch to its last, which may come right before the end', async () => {
    const told: RunState[] = [];
    const following = followRuns({ folder, onChange: (state) => told.push(state) });
    expect(told).toEqual([]);
    begin('moons/1', line(0.9), 1000);
    await vi.waitFor(() => {
      expect(told.at(-1)?.metrics).toBe(line(0.9));
    });
    appendFileSync(metricsOf('moons/1'), line(0.5));
    following.dispose();
    expect(told.at(-1)?.metrics).toBe(line(0.9) + line(0.5));
  });
});
