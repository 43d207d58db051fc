import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTextFile } from '../support/compile.ts';
import { ownPrograms, programsIn } from '../format/support.ts';
import { sharedPath } from '../support/shared.ts';
import { campaign } from './campaign.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const programs = Number(process.env['QMM_PROGRAMS'] ?? (nightly ? 100_000 : 200));
const seed = 20261127;

const models = sharedPath('design', 'models');
const texts = [
  ...ownPrograms().values(),
  ...programsIn(join(import.meta.dirname, '..', 'fixtures')).map((path) => readTextFile(path)),
  // The nightly run has them; a small sample must be the same one everywhere.
  ...(nightly && existsSync(models) ? programsIn(models).map((path) => readTextFile(path)) : []),
];

test(
  `${programs} broken programs are parsed, checked and formatted without an exception`,
  { timeout: 12 * 3_600_000 },
  async () => {
    const told: Pick<Parameters<typeof campaign>[0], 'progress' | 'failed'> = nightly
      ? {
          progress: (done) => console.log(`${done} programs`),
          failed: ({ program, what }) => console.log(`program ${program}: ${what}`),
        }
      : {};
    const outcome = await campaign({ texts, seed, programs, ...told });
    if (nightly) console.log(summary(outcome));
    expect(outcome.failures.slice(0, 10)).toEqual([]);
    expect(outcome.programs).toBe(programs);
  },
);

function summary({
  programs: count,
  readable,
  failures,
  slowest,
}: Awaited<ReturnType<typeof campaign>>): string {
  const { milliseconds, program } = slowest;
  return `${count} programs, ${readable} of them readable, ${failures.length} failures; the slowest step took ${milliseconds.toFixed(0)} ms (program ${program}).`;
}
