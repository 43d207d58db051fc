import { describe, expect, test } from 'vitest';
import { writeReport } from '../../runtime/report/index.ts';
import { train } from '../../runtime/train/index.ts';
import { memoryHost } from '../support/memory-host.ts';
import { irisHost, irisRun, trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/iris/1';

describe('the report of a run folder', () => {
  test('shows what the folder holds', async () => {
    const host = irisHost();
    const run = irisRun({ train: { epochs: 3 } });
    await train(trainRequest(host, run, { overrides: { '--seed': '1' } }));
    writeReport(FOLDER, host);
    const page = host.text(`${FOLDER}/report.html`);
    expect(page).toContain('never learned from');
    expect(page.match(/<figure class="curve"/g)!.length).toBeGreaterThanOrEqual(2);
    expect(page).toContain('setosa answered as setosa');
    expect(page).toContain('model Iris {}');
    const { hashes } = JSON.parse(host.text(`${FOLDER}/run.json`)) as { hashes: { data: string } };
    expect(page).toContain(hashes.data);
  });

  test('adds the folds’ confusions up and names folds by the group they hold out', async () => {
    const host = irisHost();
    const run = irisRun({
      train: { epochs: 1 },
      data: { split: { kind: 'folds', count: 4, group: 'garden' } },
    });
    await train(trainRequest(host, run));
    writeReport(FOLDER, host);
    const page = host.text(`${FOLDER}/report.html`);
    for (const garden of [0, 1, 2, 3])
      expect(page).toContain(`<th scope="row">garden ${garden}</th>`);
    const counts = [...page.matchAll(/answered as [a-z]+: (\d+) of \d+/g)].map(([, count]) =>
      Number(count),
    );
    expect(counts).toHaveLength(9);
    // Every sample is in exactly one test split.
    expect(counts.reduce((a, b) => a + b, 0)).toBe(60);
  });

  test('of no run is refused with a word about it', () => {
    expect(() => writeReport('runs/none', memoryHost())).toThrow(/There is no run in `runs\/none`/);
  });
});
