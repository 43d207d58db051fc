import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLexer } from '../../grammar/lexer.ts';
import { endOf, isKeyword, is, NumberToken, StringToken } from '../../grammar/tokens.ts';
import { textMateGrammar } from '../../scripts/docs/textmate.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const GRAMMAR = join(ROOT, 'editor', 'vscode', 'syntaxes', 'qmm.tmLanguage.json');

/** The library that VS Code colours with, on the language's own files, held against the language's own lexer. */
describe('the TextMate grammar', () => {
  let grammar: IGrammar;
  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
    await oniguruma.loadWASM(readFileSync(wasm));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(textMateGrammar(), 'qmm.json')),
    });
    grammar = (await registry.loadGrammar('source.qmm'))!;
  });

  test('is the one in editor/vscode (npm run docs writes it)', async () => {
    await expect(textMateGrammar()).toMatchFileSnapshot(GRAMMAR);
  });

  test('colours each word, number, string and comment of every example and library file as what it is', () => {
    const wrong: string[] = [];
    for (const file of globSync(['examples/*/*.qmm', 'stdlib/*.qmm'], { cwd: ROOT })) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const scopes = scopesOf(grammar, text);
      const { tokens, groups } = createLexer().tokenize(text);
      const expectAt = (offset: number, image: string, pattern: RegExp): void => {
        if (!pattern.test(scopes[offset] ?? ''))
          wrong.push(`${file}: ${image} is ${scopes[offset] ?? ''}`);
      };
      tokens.forEach((token, index) => {
        const at = token.startOffset;
        const isKey = tokens[index + 1]?.image === ':';
        if (is(token, StringToken)) expectAt(at + 1, token.image, /^string\.quoted/);
        else if (is(token, NumberToken)) expectAt(at, token.image, /^constant\.numeric/);
        else if (isKeyword(token) && isKey) expectAt(at, token.image, /^variable\.parameter/);
        else if (isKeyword(token) && tokens[index - 1]?.image === ':')
          expectAt(at, token.image, /^support\.type/);
        else if (isKeyword(token))
          expectAt(at, token.image, /^(?:keyword|storage|constant\.language)\b/);
      });
      for (const comment of groups['comments'] ?? [])
        expectAt(endOf(comment) - 1, comment.image, /^comment/);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['model Iris {', 'Iris', 'entity.name.class.qmm'],
    ['circuit layer(w: angle[n]) on q[n] {', 'layer', 'entity.name.function.qmm'],
    ['circuit layer(w: angle[n]) on q[n] {', 'angle', 'support.type.qmm'],
    ['evolve q with layer', 'layer', 'entity.name.function.qmm'],
    ['let y = x |> pca(8)', 'pca', 'entity.name.function.qmm'],
    ['  train: 0.8', 'train', 'variable.parameter.qmm'],
    ['  stop: patience(3)', '(3)'.slice(1, 2), 'constant.numeric.qmm'],
    ['let x = pi', 'pi', 'constant.language.qmm'],
  ])('in `%s` knows what `%s` is', (line, word, scope) => {
    expect(scopesOf(grammar, line)[line.indexOf(word)]).toBe(scope);
  });
});

/** The innermost scope of each character. */
function scopesOf(grammar: IGrammar, text: string): string[] {
  const scopes: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    const start = scopes.length;
    for (const token of tokens)
      for (let at = token.startIndex; at < Math.min(token.endIndex, line.length); at++)
        scopes[start + at] = token.scopes.at(-1) ?? '';
    scopes.length = start + line.length + 1;
    state = ruleStack;
  }
  return scopes;
}
