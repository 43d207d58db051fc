import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

/**
 * A table of handwritten threes and fives only, out of one of all digits with the columns `eye` (a picture, relative to
 * the table) and `label`.
 */
export function writeThreesAndFives(digits: string, path: string): void {
  const rows = parse<Record<'eye' | 'label', string>>(readFileSync(digits, 'utf8'), {
    columns: true,
  });
  const kept = rows.filter(({ label }) => label === '3' || label === '5');
  const lines = kept.map(({ eye, label }) => `${resolve(dirname(digits), eye)},${label}`);
  writeFileSync(path, ['eye,label', ...lines, ''].join('\n'));
}
