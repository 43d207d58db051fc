import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../cli/exit.ts';
import type { Bench, Report, Row } from './bench.ts';

/*
 * npm run bench -- NAME [--json | --markdown] [arguments of the bench]
 */

const benches = readdirSync(join(import.meta.dirname, 'benches'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !benches.includes(name)) {
  console.error(
    `usage: npm run bench -- NAME [--json | --markdown]; NAME is one of ${benches.join(', ')}`,
  );
  process.exit(2);
}
const { run } = (await import(`./benches/${name}.ts`)) as Bench;
const report = await measured(rest.filter((word) => !['--json', '--markdown'].includes(word)));
process.stdout.write(
  rest.includes('--json')
    ? `${JSON.stringify({ rows: report.rows })}\n`
    : rest.includes('--markdown')
      ? markdown(report)
      : table(report),
);

async function measured(words: readonly string[]): Promise<Report> {
  try {
    return await run(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message} ${error.help}`);
    process.exit(2);
  }
}

function table({ notes, rows }: Report): string {
  const cells = cellsOf(rows);
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((line) => line[i]!.length)));
  const lines = cells.map((line) => line.map((text, i) => text.padStart(widths[i]!)).join('  '));
  return [...notes, '', ...lines, ''].join('\n');
}

function markdown({ notes, rows }: Report): string {
  const [head, ...body] = cellsOf(rows).map(
    (line) => `| ${line.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  const rule = head!.replaceAll(/[^|]+/g, ' --- ');
  return [...notes, '', head!, rule, ...body, ''].join('\n');
}

/** Names of the columns, then what each row has in them. */
function cellsOf(rows: readonly Row[]): string[][] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => cell(row, column)))];
}

function cell(row: Row, column: string): string {
  const value = row[column] ?? '';
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(3)))
    : String(value);
}
