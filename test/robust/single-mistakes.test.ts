import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../compiler/index.ts';
import { sourceHost } from '../../cli/host.ts';
import { library, readTextFile } from '../support/compile.ts';
import { ownPrograms } from '../format/support.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { singleMistakes } from './single-mistakes.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;

/** Of the mistakes that can be made in a shared model, each so-manieth is; at night all of them. */
const every = nightly ? 1 : 16;

const root = join(import.meta.dirname, '..', '..');
const examples = [...ownPrograms()].filter(([path]) => path.startsWith('examples/'));

test.each(examples)('one mistake in %s gives one error', (path, text) => {
  const folder = join(root, dirname(path));
  const beside = readdirSync(folder).filter((name) => /\.(?:qmm|qasm)$/.test(name));
  const texts = Object.fromEntries(beside.map((name) => [name, readTextFile(folder, name)]));
  for (const mistake of singleMistakes(text)) expectFew(mistake, texts, basename(path));
});

describeShared('one mistake gives one error', () => {
  const models = sharedPath('design', 'models');
  const files = readdirSync(models).filter((name) => /\.(?:qmm|qasm)$/.test(name));
  const texts = Object.fromEntries(files.map((name) => [name, readTextFile(models, name)]));

  test.each(files.filter((name) => name.endsWith('.qmm')))('in %s', (name) => {
    const mistakes = singleMistakes(texts[name]!);
    for (const [index, mistake] of mistakes.entries()) {
      if (index % every === 0) expectFew(mistake, texts, name);
    }
  });
});

/** What a changed size does may even be right. */
function expectFew(
  { what, text, most }: ReturnType<typeof singleMistakes>[number],
  beside: Readonly<Record<string, string>>,
  entry: string,
): void {
  const host = sourceHost();
  const texts = { ...beside, [entry]: text };
  const read = (path: string): string | undefined =>
    texts[path] ?? (path.startsWith('library:') ? host.read(path) : undefined);
  const { diagnostics } = compile({ entry, host: { read }, library, fixes: false });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const mistakes = errors.filter(({ code }) => code !== 'not-yet');
  const told = mistakes.map(({ code, message }) => `${code}: ${message}`);
  expect({ what, most, told: told.length > most ? told : [] }).toEqual({ what, most, told: [] });
}
