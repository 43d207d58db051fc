import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandText } from './command.ts';
import type { Example, Files } from './example.ts';
import { openLab } from './lab.ts';
import { withTables } from './readme.ts';
import type { Table } from './table.ts';
import { openThreads } from './threads.ts';
import { examples } from './tables/index.ts';

/*
 * npm run examples -- [NAME…] [--check]
 *
 * Trains what the READMEs of the examples tell about and writes their tables; with --check it only says which differ.
 * The real data of some examples is looked for in ../shared/data, beside the repository.
 */

const root = join(import.meta.dirname, '..', '..');
const shared = join(root, '..', 'shared', 'data');
const files: Files = {
  digits: join(shared, 'av-digits', 'digits.csv'),
  sentences: join(shared, 'text', 'subj.csv'),
};

const words = process.argv.slice(2);
const names = words.filter((word) => word !== '--check');
const unknown = names.find((name) => !examples.some((one) => one.name === name));
if (unknown !== undefined) {
  const all = examples.map(({ name }) => name).join(', ');
  console.error(`No example is called \`${unknown}\`. There are ${all}.`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'qmm-examples-'));
const threads = openThreads(availableParallelism());
const lab = openLab({
  examples: join(root, 'examples'),
  work,
  carryOut: (command) => {
    const done = threads.run(command);
    return done.finally(() => process.stderr.write(`qmm ${commandText(command)}\n`));
  },
});
let differing = 0;
try {
  const chosen = examples.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const example of chosen) differing += await update(example);
} finally {
  await threads.close();
  rmSync(work, { recursive: true, force: true });
}
if (differing > 0 && words.includes('--check')) process.exit(1);

/** Writes the tables of an example, or tells that they differ; 1 where they did. */
async function update(example: Example): Promise<number> {
  const { name, needs } = example;
  if (needs !== undefined && !existsSync(files[needs])) {
    console.log(`${name}: needs ${files[needs]}, and is left as it is`);
    return 0;
  }
  const started = performance.now();
  const tables = new Map(
    await Promise.all(
      Object.entries(example.tables).map(async ([key, make]): Promise<[string, Table]> => [
        key,
        await make(lab, files),
      ]),
    ),
  );
  const path = join(root, 'examples', name, 'README.md');
  const before = readFileSync(path, 'utf8');
  const after = await withTables(before, tables, path);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  if (after === before) {
    console.log(`${name}: as it stands (${seconds} s)`);
    return 0;
  }
  if (words.includes('--check')) console.log(`${name}: differs (${seconds} s)\n${after}`);
  else {
    writeFileSync(path, after);
    console.log(`${name}: written (${seconds} s)`);
  }
  return 1;
}
