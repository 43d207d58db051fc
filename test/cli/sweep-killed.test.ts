import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import { moonsModel, project } from './projects.ts';
import { qmm } from './support.ts';

/** Five minutes of processes on two cores, so not with every change; `sweep.test.ts` has the same with a made-up engine. */
const nightly = process.env['QMM_NIGHTLY'] !== undefined;

describe.runIf(nightly)('a sweep of 200 runs, each a process', () => {
  test('that is killed five times at random has the table of one that never was', async () => {
    const cwd = project({ 'main.qmm': moonsModel('epochs: 1') });
    const words = ['sweep', 'main.qmm', '--grid', 'layers=1,2', '--grid', 'batch=16,32'];
    const grid = [...words, '--seeds', '50'];
    const whole = await qmm([...grid, '--out', 'whole'], { cwd });
    expect(whole.code, whole.err).toBe(0);

    const random = randomStream(200, 'sweep/kill');
    const ends = Array.from({ length: 5 }, () => 1 + random.below(190)).sort((a, b) => a - b);
    for (const [time, end] of ends.entries()) {
      const id = String(end).padStart(3, '0');
      const killed = await qmm([...grid, '--out', 'killed'], {
        cwd,
        // As soon as the run has been moved to its place, or has been written into the journal.
        interruptAt: join(cwd, 'killed', time % 2 === 0 ? `runs/${id}` : `journal/${id}.json`),
        signal: 'SIGKILL',
      });
      expect(killed.code, killed.err).toBeNull();
      expect(existsSync(join(cwd, 'killed/table.csv'))).toBe(false);
    }
    const resumed = await qmm(['sweep', '--resume', 'killed'], { cwd });
    expect(resumed.code, resumed.err).toBe(0);
    const read = (folder: string, name: string): string =>
      readFileSync(join(cwd, folder, name), 'utf8');
    for (const name of ['table.csv', 'table.json', 'report.html'])
      expect(read('killed', name)).toBe(read('whole', name));
    expect(read('killed', 'table.csv').trim().split('\n')).toHaveLength(201);
    expect(readdirSync(join(cwd, 'killed/runs'))).toHaveLength(200);
  }, 900_000);
});
