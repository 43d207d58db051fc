import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, compile, explain } from '../../compiler/index.ts';
import { edited } from '../../compiler/diagnostics/edited.ts';
import { plain, renderDiagnostics } from '../../compiler/diagnostics/render/index.ts';
import { sourceHost } from '../../cli/host.ts';
import { library, readTextFile } from '../support/compile.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'diagnostics');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.qmm'));

/** Found while files are read, a run is opened or a circuit is compiled for a machine; tested in those rooms. */
const foundElsewhere: readonly string[] = [
  'file-not-found',
  'column-not-found',
  'value-unreadable',
  'label-unknown',
  'split-empty',
  'split-overlap',
  'too-large',
  'run-not-found',
  'run-damaged',
  'run-changed',
  'argument-invalid',
  'target-limit',
  'target-cannot',
  'coupling-changed',
  'group-ignored',
  'answer-unreadable',
  'service-refused',
  'service-unreachable',
  'credentials-missing',
];

describe('a fixture', () => {
  test.each(fixtures)('%s is refused once, with its code and its picture', async (name) => {
    const { diagnostics, text } = compileFixture(name);
    expect(diagnostics.map((one) => one.code)).toEqual([name.split('.')[0]]);
    await expect(text).toMatchFileSnapshot(join(folder, name.replace('.qmm', '.txt')));
  });

  test.each(fixtures)('%s: each fix leaves nothing to fix', (name) => {
    const { diagnostics, source, read } = compileFixture(name);
    for (const fix of diagnostics[0]?.fixes ?? []) {
      const mended = edited(source, name, fix);
      const again = compile({
        entry: name,
        host: { read: (path) => (path === name ? mended : read(path)) },
        library,
      });
      expect(again.diagnostics.map((one) => one.code)).not.toContain(diagnostics[0]?.code);
    }
  });
});

describe('the catalogue', () => {
  test('has a fixture for each code that a text can raise', () => {
    const raised = new Set(fixtures.map((name) => name.split('.')[0]));
    expect(
      Object.keys(catalogue).filter((code) => !raised.has(code) && !foundElsewhere.includes(code)),
    ).toEqual([]);
  });

  test('explains each code', () => {
    for (const code of Object.keys(catalogue))
      expect(explain(code)?.text.length).toBeGreaterThan(40);
    expect(explain('no-such-code')).toBeUndefined();
  });
});

function compileFixture(name: string): {
  diagnostics: ReturnType<typeof compile>['diagnostics'];
  text: string;
  source: string;
  read: (path: string) => string | undefined;
} {
  const source = readTextFile(folder, name);
  const host = sourceHost();
  const read = (path: string): string | undefined =>
    path === name ? source : host.read(path.startsWith('library:') ? path : join(folder, path));
  const { diagnostics, sources } = compile({ entry: name, host: { read }, library });
  const texts = [...library.modules.values()].map((one) => [one.path, one.text] as const);
  const text = renderDiagnostics(diagnostics, new Map([...sources, ...texts]), {
    paint: plain,
    width: 100,
  });
  return { diagnostics, source, text, read };
}
