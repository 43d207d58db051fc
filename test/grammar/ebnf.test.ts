import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printEbnf } from '../../grammar/ebnf.ts';
import { railroadPage } from '../../grammar/railroad/page.ts';
import { grammarRules } from '../../grammar/rules.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

/** The rules of an EBNF text, by name, with blanks evened out. */
function rulesOf(ebnf: string): Map<string, string> {
  const rules = ebnf.split(/;\n/).map((rule) => rule.replace(/\s+/g, ' ').trim());
  return new Map(
    rules.filter((rule) => rule !== '').map((rule) => [rule.split(' ')[0]!, rule] as const),
  );
}

test('the grammar as EBNF', async () => {
  await expect(printEbnf()).toMatchFileSnapshot('./grammar.ebnf');
});

describeShared('the language reference', () => {
  test('gives the very grammar that the parser runs', () => {
    const page = readFileSync(sharedPath('design', 'language.md'), 'utf8');
    const wanted = rulesOf(/```ebnf\n(.*?)```/s.exec(page)![1]!);
    // Two ways to write one thing: a label is optional before the same expression.
    wanted.set('argument', 'argument = [ WORD ":" ] expr');
    expect(rulesOf(printEbnf())).toEqual(wanted);
  });
});

describe('the railroad page', () => {
  const page = railroadPage();

  test('draws every rule and links only to rules it draws', () => {
    const drawn = [...page.matchAll(/<h2 id="(\w+)"/g)].map(([, name]) => name);
    expect(drawn).toEqual(grammarRules().map(({ name }) => name));
    const linked = [...page.matchAll(/href="#(\w+)"/g)].map(([, name]) => name);
    expect(linked.filter((name) => !drawn.includes(name))).toEqual([]);
  });

  test('needs no script and no other file', () => {
    expect(page).not.toMatch(/<script|<link|src=|https?:/);
  });
});
