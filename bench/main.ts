import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Report, Row } from './bench.ts';

/*
 * npm run bench -- NAME [--json] [arguments of the bench]
 */

const benches = readdirSync(join(import.meta.dirname, 'benches'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !benches.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--json]; NAME is one of ${benches.join(', ')}`);
  process.exit(2);
}
const { run } = (await import(`./benches/${name}.ts`)) as Bench;
const report = await run(rest.filter((argument) => argument !== '--json'));
process.stdout.write(
  rest.includes('--json') ? `${JSON.stringify({ rows: report.rows })}\n` : table(report),
);

function table({ notes, rows }: Report): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => cell(row, column)))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]!.length)));
  const lines = cells.map((line) => line.map((text, i) => text.padStart(widths[i]!)).join('  '));
  return [...notes, '', ...lines, ''].join('\n');
}

function cell(row: Row, column: string): string {
  const value = row[column] ?? '';
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(3)))
    : String(value);
}
