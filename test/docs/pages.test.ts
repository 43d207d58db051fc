import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../compiler/index.ts';
import type { Entry } from '../../compiler/diagnostics/catalogue/entry.ts';
import { parse } from '../../grammar/index.ts';
import { intrinsicShapes } from '../../compiler/2-infer/intrinsic-shapes.ts';
import { compileText } from '../support/compile.ts';
import { functionGroups } from '../../scripts/docs/language/functions.ts';
import { dataSources, optimizers, settingBlocks } from '../../editor/service/words/settings.ts';
import { dataKeys } from '../../compiler/4-settings/data.ts';
import { optimizerNames } from '../../compiler/4-settings/optimizer.ts';
import { sourceNames } from '../../compiler/4-settings/source.ts';
import { trainKeys } from '../../compiler/4-settings/train.ts';
import { docsPages } from '../../scripts/docs/pages.ts';

const root = join(import.meta.dirname, '..', '..');
const docs = join(root, 'docs');
const pages = docsPages(root);

/** `npm run update` (or `npm run docs`) writes them. */
describe('the generated pages', () => {
  test('are those in docs/, none missing and none left over', () => {
    const generated = ['errors', 'grammar'].flatMap((folder) =>
      readdirSync(join(docs, folder)).map((name) => `${folder}/${name}`),
    );
    expect(generated.sort()).toEqual([...pages.keys()].filter((path) => path.includes('/')).sort());
  });

  test.each([...pages.keys()])('docs/%s says what its sources say', async (path) => {
    await expect(pages.get(path)).toMatchFileSnapshot(join(docs, path));
  });

  test('lead to pages and headings that are there', () => {
    const anchors = (text: string): Set<string> =>
      new Set(
        [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
          heading
            .toLowerCase()
            .replace(/[^\w\- ]/g, '')
            .replaceAll(' ', '-'),
        ),
      );
    const text = (path: string): string =>
      pages.get(path) ?? readFileSync(join(docs, path), 'utf8');
    for (const [path, content] of pages) {
      for (const [, target = ''] of content.matchAll(/\]\(([^)]+)\)/g)) {
        const [file = '', anchor] = target.split('#');
        const found = join(path, '..', file);
        if (found.startsWith('..')) continue;
        const page = file === '' ? content : text(found);
        if (anchor !== undefined) expect(anchors(page), `${path}: ${target}`).toContain(anchor);
      }
    }
  });
});

describe('the reference', () => {
  test('lists each intrinsic function in one group', () => {
    const listed = functionGroups.flatMap(({ names }) => names);
    expect([...listed].sort()).toEqual([...intrinsicShapes.keys()].sort());
  });

  test('lists the settings that the compiler reads', () => {
    const keys = (title: string): string[] =>
      settingBlocks.find((one) => one.title === title)!.keys.map(({ key }) => key);
    expect(keys('data')).toEqual(dataKeys);
    expect(dataSources.map(({ name }) => name)).toEqual(sourceNames);
    expect(optimizers.map(({ name }) => name)).toEqual(optimizerNames);
    expect(keys('train').sort()).toEqual([...trainKeys].sort());
  });

  test('has a page for each code', () => {
    for (const code of Object.keys(catalogue))
      expect(pages.has(`errors/${code}.md`), code).toBe(true);
  });

  test('gives right examples that can be read', () => {
    const places = [
      (text: string) => text,
      (text: string) => `model M {\n${text}\n}`,
      (text: string) => `circuit c on q[n] {\n${text}\n}`,
    ];
    for (const [code, entry] of Object.entries<Entry>(catalogue)) {
      const { right } = entry;
      if (right === undefined || code.startsWith('openqasm')) continue;
      // A comment like `// a.qmm` begins another file.
      const read = right
        .split(/^\/\/ \w+\.qmm$/m)
        .every((text) => places.some((place) => parse(place(text)).problems.length === 0));
      expect(read, `${code}: ${right}`).toBe(true);
    }
  });

  test('shows programs that compile', () => {
    const programs = [...pages.get('language.md')!.matchAll(/```qmm\n([^]*?)```/g)];
    expect(programs.length).toBeGreaterThan(2);
    for (const [, program = ''] of programs) {
      expect(compileText(program).diagnostics.map(({ message }) => message)).toEqual([]);
    }
  });
});
