import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { carryOut } from '../../scripts/examples/carry-out.ts';
import type { Files } from '../../scripts/examples/example.ts';
import { figure, meanAndRange } from '../../scripts/examples/figures.ts';
import { openLab } from '../../scripts/examples/lab.ts';
import { markedTables, withTables } from '../../scripts/examples/readme.ts';
import { examples } from '../../scripts/examples/tables/index.ts';

const root = join(import.meta.dirname, '..', '..', 'examples');
const work = mkdtempSync(join(tmpdir(), 'qmm-tables-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const readmeOf = (name: string): string => readFileSync(join(root, name, 'README.md'), 'utf8');

test.each(examples)('$name: each marked table of the README is made, and no other', (example) => {
  expect(markedTables(readmeOf(example.name))).toEqual(Object.keys(example.tables));
});

describe('the tables of a README come from one command, to the digit', () => {
  // Those that are made in two or three seconds; `npm run examples -- --check` makes all of them.
  test.each(['moons', 'imported-circuit', 'clusters'])('%s', { timeout: 240_000 }, async (name) => {
    const { tables } = examples.find((example) => example.name === name)!;
    const lab = openLab({ examples: root, work: mkdtempSync(join(work, 'runs-')), carryOut });
    const made = await Promise.all(
      Object.entries(tables).map(
        async ([key, make]) => [key, await make(lab, {} as Files)] as const,
      ),
    );
    const readme = readmeOf(name);
    expect(await withTables(readme, new Map(made), join(root, name, 'README.md'))).toBe(readme);
  });
});

describe('a lab', () => {
  test('does once what is asked for twice', async () => {
    const asked: string[] = [];
    const lab = openLab({
      examples: '/examples',
      work: '/work',
      carryOut: (command) => {
        asked.push(command.kind);
        return Promise.resolve({ test: { accuracy: 1 }, folds: [], ranking: [] });
      },
    });
    const [first, again] = [
      await lab.train('a.qmm', { seed: 1 }),
      await lab.train('a.qmm', { seed: 1 }),
    ];
    await first.without('ear');
    await again.without('ear');
    await lab.train('a.qmm', { seed: 2 });
    await lab.compare('a.qmm', { seed: 1, against: ['svm'] });
    await lab.compare('a.qmm', { seed: 1, against: ['svm'] });
    expect(asked).toEqual(['train', 'eval', 'train', 'compare']);
  });
});

test('figures have the form of the READMEs', () => {
  expect(figure(0.95349)).toBe('.953');
  expect(figure(-0.574)).toBe('-.574');
  expect(figure(1)).toBe('1.000');
  expect(figure(4.0849, 2)).toBe('4.08');
  expect(meanAndRange([0.9, 0.96])).toBe('.930 (.900 to .960)');
  expect(meanAndRange([0.5])).toBe('.500');
});

test('a table is put between its marks, the rest stays', async () => {
  const readme = '# x\n\n<!-- table a -->\n\n<!-- end -->\n\nAfter.\n';
  const table = { head: ['model', 'score'], rows: [['`a | b`', '.5']] };
  const text = await withTables(readme, new Map([['a', table]]), 'README.md');
  expect(text).toBe(
    '# x\n\n<!-- table a -->\n\n| model    | score |\n| -------- | ----- |\n| `a \\| b` | .5    |\n\n<!-- end -->\n\nAfter.\n',
  );
  expect(await withTables(text, new Map([['a', table]]), 'README.md')).toBe(text);
}, 60_000);
