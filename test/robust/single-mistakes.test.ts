import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileText, readTextFile } from '../support/compile.ts';
import { ownPrograms } from '../format/support.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { singleMistakes } from './single-mistakes.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;

/** Of the mistakes that can be made in a shared model, each so-manieth is; at night all of them. */
const every = nightly ? 1 : 16;

const examples = [...ownPrograms()].filter(([path]) => path.startsWith('examples/'));

test.each(examples)('one mistake in %s gives one error', (_, text) => {
  for (const mistake of singleMistakes(text)) expectFew(mistake, {});
});

describeShared('one mistake gives one error', () => {
  const models = sharedPath('design', 'models');
  const files = readdirSync(models).filter((name) => /\.(?:qmm|qasm)$/.test(name));
  const texts = Object.fromEntries(files.map((name) => [name, readTextFile(models, name)]));

  test.each(files.filter((name) => name.endsWith('.qmm')))('in %s', (name) => {
    const mistakes = singleMistakes(texts[name]!);
    for (const [index, mistake] of mistakes.entries()) {
      if (index % every === 0) expectFew(mistake, texts);
    }
  });
});

/** What a changed size does may even be right. */
function expectFew(
  { what, text, most }: ReturnType<typeof singleMistakes>[number],
  others: Readonly<Record<string, string>>,
): void {
  const { diagnostics } = compileText(text, others, { fixes: false });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const mistakes = errors.filter(({ code }) => code !== 'not-yet');
  const told = mistakes.map(({ code, message }) => `${code}: ${message}`);
  expect({ what, most, told: told.length > most ? told : [] }).toEqual({ what, most, told: [] });
}
