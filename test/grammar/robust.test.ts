import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../grammar/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { libraryTexts, readTexts, tokenSpans, visitSpans } from './support.ts';

const runs = { seed: 20261123, numRuns: 120 } as const;

function expectSound(text: string): void {
  const { tree, problems } = parse(text);
  expect(tree.span).toEqual({ start: 0, end: text.length });
  visitSpans(tree, (span, parent) => {
    if (!(parent.start <= span.start && span.start <= span.end && span.end <= parent.end)) {
      expect.fail(
        `${JSON.stringify(span)} is not within ${JSON.stringify(parent)} of ${JSON.stringify(text)}`,
      );
    }
  });
  for (const { span } of problems) {
    expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
  }
}

/** A text without some of its tokens. */
function withoutTokens(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }))
    .map(([text, picks]) => {
      const spans = tokenSpans(text);
      const gone = [...new Set(picks.map((pick) => pick % spans.length))].sort((a, b) => b - a);
      return gone.reduce((left, index) => {
        const { start, end } = spans[index]!;
        return left.slice(0, start) + left.slice(end);
      }, text);
    });
}

/** Tokens of a text in any order. */
function shuffledTokens(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts).chain((text) => {
    const words = tokenSpans(text).map(({ start, end }) => text.slice(start, end));
    const joint = fc.constantFrom(' ', '\n', '\n  ');
    return fc
      .array(fc.tuple(fc.constantFrom(...words), joint), { maxLength: 60 })
      .map((pairs) => pairs.flat().join(''));
  });
}

function properties(texts: readonly string[]): void {
  test('any beginning of a program', () => {
    const beginnings = fc
      .tuple(fc.constantFrom(...texts), fc.nat())
      .map(([text, at]) => text.slice(0, at % (text.length + 1)));
    fc.assert(fc.property(beginnings, expectSound), runs);
  });

  test('a program with tokens missing', () => {
    fc.assert(fc.property(withoutTokens(texts), expectSound), runs);
  });

  test('words of the language in any order', () => {
    fc.assert(fc.property(shuffledTokens(texts), expectSound), runs);
  });
}

describe('a tree with sound spans, whatever the text', () => {
  properties(libraryTexts);

  test('any characters at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), expectSound), runs);
  });
});

describeShared('a tree with sound spans, whatever is left of a model', () => {
  properties(readTexts(sharedPath('design', 'models')));
});
