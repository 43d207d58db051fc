import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../grammar/index.ts';
import type {
  Block,
  Declaration,
  GateStep,
  Item,
  Sentence,
  SourceFile,
  Span,
} from '../../grammar/tree.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { libraryTexts, readTexts, tokenSpans } from './support.ts';

interface Statement {
  readonly kind: string;
  readonly span: Span;
  /** Of a declaration that may have settings: where it ends without them. */
  readonly header: Span;
}

/** The statements of a file that hold no other statements. */
function statements(tree: SourceFile): readonly Statement[] {
  const inside = (one: Declaration | Item | GateStep | Block | Sentence): readonly Statement[] => {
    switch (one.kind) {
      case 'model':
        return one.items.flatMap(inside);
      case 'function':
        return one.body.flatMap(inside);
      case 'block':
        return one.steps.flatMap(inside);
      case 'if':
        return [...inside(one.then), ...(one.else === null ? [] : inside(one.else))];
      case 'circuit':
      case 'for':
      case 'repeat':
      case 'control':
      case 'inverse':
        return inside(one.body);
      case 'data':
      case 'target':
      case 'train':
      case 'compare': {
        const end = one.settings?.span.start ?? one.span.end;
        return [{ kind: one.kind, span: one.span, header: { start: one.span.start, end } }];
      }
      default:
        return [{ kind: one.kind, span: one.span, header: one.span }];
    }
  };
  return tree.declarations.flatMap(inside);
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Cuts a statement off behind each of its tokens and counts what is told and what is lost. */
function breakEach(text: string): void {
  const whole = statements(parse(text).tree);
  const tokens = tokenSpans(text);
  for (const statement of whole) {
    const parts = tokens.filter((token) => within(token, statement.header));
    for (const last of parts.slice(0, -1)) {
      const broken = text.slice(0, last.end) + text.slice(statement.span.end);
      const { tree, problems } = parse(broken);
      // `param w:` above `rot(w) [a, b]` is a right program of another meaning.
      if (problems.length === 0) continue;
      const shift = statement.span.end - last.end;
      const kept = new Set(statements(tree).map(({ kind, span }) => `${kind} ${span.start}`));
      const others = whole.filter((one) => one !== statement);
      const lost = others.filter(({ kind, span }) => {
        const start = span.start > statement.span.start ? span.start - shift : span.start;
        return !kept.has(`${kind} ${start}`);
      });
      const shown = broken.slice(statement.span.start - 60, last.end + 60);
      expect(
        lost.map(({ span }) => text.slice(span.start, span.end)),
        shown,
      ).toEqual([]);
      expect(problems, shown).toHaveLength(1);
    }
  }
}

/** Forgets one token somewhere. */
function forgetOne(texts: readonly string[]): void {
  const forgotten = fc.tuple(fc.constantFrom(...texts), fc.nat()).map(([text, pick]) => {
    const spans = tokenSpans(text);
    const { start, end } = spans[pick % spans.length]!;
    return text.slice(0, start) + text.slice(end);
  });
  fc.assert(
    fc.property(forgotten, (text) => {
      expect(parse(text).problems.length).toBeLessThanOrEqual(1);
    }),
    { seed: 20261123, numRuns: 400 },
  );
}

test('a forgotten word or sign costs at most one message', () => {
  forgetOne(libraryTexts);
});

test('breaking a statement of the library costs one message and no other statement', () => {
  libraryTexts.forEach(breakEach);
});

describeShared('recovery', () => {
  test('a forgotten word or sign of a model costs at most one message', () => {
    forgetOne(readTexts(sharedPath('design', 'models')));
  });

  test('breaking a statement of a model costs one message and no other statement', () => {
    // The longest is the library again, which the test above breaks.
    const texts = readTexts(sharedPath('design', 'models')).filter(({ length }) => length < 4000);
    texts.forEach(breakEach);
  });
});
