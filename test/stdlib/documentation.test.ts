import { describe, expect, test } from 'vitest';
import { parse } from '../../compiler/index.ts';
import type { Expression } from '../../grammar/tree.ts';
import { libraryItems } from '../../scripts/docs/library/items.ts';
import { papers } from '../../scripts/docs/library/papers.ts';
import { samples } from '../../scripts/docs/library/samples.ts';
import { sourceHost } from '../../cli/host.ts';
import { compileText } from '../support/compile.ts';

const host = sourceHost();
const items = libraryItems((path) => host.read(path)).flatMap((file) => file.items);

/** Their weights are those of the blocks they are given, level by level. */
const weightsOfBlocks: readonly string[] = ['mera', 'qcnn', 'undo'];

describe('the library', () => {
  test('says of each item what it is, and which papers it names', () => {
    for (const { name, doc, papers: named } of items) {
      expect(doc.length, name).toBeGreaterThan(10);
      for (const paper of named) expect(Object.keys(papers), name).toContain(paper);
    }
  });

  test('names each paper of the list', () => {
    const named = new Set(items.flatMap((item) => item.papers));
    expect(Object.keys(papers).filter((paper) => !named.has(paper))).toEqual([]);
  });

  test('has a model around each item, and no model without one', () => {
    expect(Object.keys(samples).sort()).toEqual(items.map(({ name }) => name).sort());
  });

  test.each(items)('$name is used by its model without an error', ({ name }) => {
    const { diagnostics } = compileText(samples[name]!.text);
    const errors = diagnostics.filter(
      ({ severity, code }) => severity === 'error' && code !== 'not-yet',
    );
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  test.each(items.filter(({ weights }) => weights !== undefined))(
    '$name has $weights weights',
    ({ name, weights = '' }) => {
      const { text, sizes } = samples[name]!;
      const [model] = compileText(text).models;
      expect(model?.parameters).toBe(count(weights, sizes));
    },
  );

  const silent = items.filter(
    ({ kind, name, weights }) =>
      kind === 'circuit' && weights === undefined && !weightsOfBlocks.includes(name),
  );

  test.each(silent)('$name says nothing of weights and has none', ({ name }) => {
    expect(compileText(samples[name]!.text).models[0]?.parameters).toBe(0);
  });
});

/** `3 * n * layers` with numbers for its names. */
function count(formula: string, sizes: Readonly<Record<string, number>>): number {
  const [declaration] = parse(`let count = ${formula}`).tree.declarations;
  if (declaration?.kind !== 'let') throw new Error(formula);
  const value = (expression: Expression): number => {
    switch (expression.kind) {
      case 'number':
        return Number(expression.digits);
      case 'parenthesised':
        return value(expression.value);
      case 'call': {
        const size = sizes[expression.name.text];
        if (size === undefined) throw new Error(`${formula}: no ${expression.name.text}`);
        return size;
      }
      case 'binary': {
        const [a, b] = [value(expression.left), value(expression.right)];
        if (expression.operator === '+') return a + b;
        if (expression.operator === '-') return a - b;
        return expression.operator === '*' ? a * b : a / b;
      }
      default:
        throw new Error(`${formula}: ${expression.kind}`);
    }
  };
  return value(declaration.value);
}
