import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edited } from '../../compiler/diagnostics/edited.ts';
import {
  diagnosticToJson,
  plain,
  renderDiagnostics,
} from '../../compiler/diagnostics/render/index.ts';
import type { Compilation, Diagnostic } from '../../compiler/index.ts';
import { compileText, library, readTextFile } from '../support/compile.ts';

/*
 * Programs with one mistake each, as people make them: the clusters are those of the issue trackers of other
 * frameworks. The first line of each says what its message must name: both sides of the mismatch.
 */

const folder = join(import.meta.dirname, '..', 'fixtures', 'mistakes');
const mistakes = globSync('*/*.qmm', { cwd: folder }).sort();

const clusters = [
  ...['sizes', 'layout', 'words', 'learning', 'leakage', 'readings', 'missing', 'settings', 'data'],
];

describe.each(mistakes)('%s', (name) => {
  const source = readTextFile(folder, name);
  const compilation = compileText(source);
  const [mistake] = compilation.diagnostics;

  test('is one error, drawn as in its golden', async () => {
    expect(compilation.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    const golden = join(folder, name.replace('.qmm', '.txt'));
    await expect(`${source}\n${picture(compilation)}`).toMatchFileSnapshot(golden);
  });

  test('names both sides', () => {
    const wanted = /^\/\/ wants: (.+)$/m.exec(source)?.[1]?.split(', ') ?? [];
    expect(wanted.length).toBeGreaterThan(0);
    const words = mistake === undefined ? '' : spoken(mistake);
    // A comma inside of what is wanted is written as a semicolon.
    for (const one of wanted) expect(words).toContain(one.replaceAll('; ', ', '));
  });

  test('has a fix, and each of its fixes leads to a program that compiles', () => {
    expect(mistake?.fixes.length).toBeGreaterThan(0);
    for (const fix of mistake?.fixes ?? []) {
      const mended = edited(source, 'main.qmm', fix);
      const left = compileText(mended).diagnostics.filter(({ severity }) => severity === 'error');
      expect({ fix: fix.title, left: left.map(({ message }) => message) }).toEqual({
        fix: fix.title,
        left: [],
      });
    }
  });

  test('tells programs the same fixes', () => {
    const { fixes } = diagnosticToJson(mistake!, compilation.sources);
    expect(fixes.map(({ title }) => title)).toEqual(mistake!.fixes.map(({ title }) => title));
    expect(fixes.flatMap(({ edits }) => edits.map(({ text }) => text))).toEqual(
      mistake!.fixes.flatMap(({ edits }) => edits.map(({ text }) => text)),
    );
  });
});

test('the mistakes cover every cluster, and are more than sixty', () => {
  expect(mistakes.length).toBeGreaterThan(60);
  expect([...new Set(mistakes.map((name) => name.split('/')[0]))].sort()).toEqual(clusters.sort());
});

function picture({ diagnostics, sources }: Compilation): string {
  const texts = [...library.modules.values()].map(({ path, text }) => [path, text] as const);
  const options = { paint: plain, width: 100 };
  return renderDiagnostics(diagnostics, new Map([...sources, ...texts]), options);
}

/** Everything a reader is told. */
function spoken({ title, message, label, help, related, fixes }: Diagnostic): string {
  const labels = related.map((one) => one.label);
  return [title, message, label, help, ...labels, ...fixes.map((fix) => fix.title)].join('\n');
}
