import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../../compiler/index.ts';
import type { Expression } from '../../grammar/tree.ts';
import { libraryFiles } from '../../compiler/1-resolve/load.ts';
import { referenceItems, exampleOf, pictureOf } from '../../scripts/docs/library/page.ts';
import type { Item } from '../../scripts/docs/library/items.ts';
import { papers } from '../../scripts/docs/library/papers.ts';
import { samples } from '../../scripts/docs/library/samples.ts';
import { sourceHost } from '../../cli/host.ts';
import { compileText } from '../support/compile.ts';

const host = sourceHost();
const read = (path: string): string | undefined => host.read(path);
const items = referenceItems(read).flatMap((file) => file.items);

/** The model around each item, compiled. */
const models = new Map(
  items.map(({ name }) => [name, compileText(samples[name]?.text ?? '')] as const),
);

const tests = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && !name.startsWith('documentation'))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');

/** What every textbook has. All else names its paper, or says that it is a design of this library. */
const textbook: readonly string[] = [
  ...['standardise', 'scale', 'scale_all', 'linear', 'mlp'],
  ...['classify', 'regress', 'absolute'],
];

/** What is worked out as a part of another item. */
const partOf: Readonly<Record<string, string>> = { filters: 'conv', gru_cell: 'gru' };

/** Its costs are those of the circuit it is given. */
const costsOfArguments: readonly string[] = ['undo'];

describe('the library', () => {
  test('says of each item what it is and when to use it', () => {
    for (const { name, doc } of items) expect(doc.length, name).toBeGreaterThan(60);
  });

  test('fits its lines', () => {
    for (const path of libraryFiles) {
      for (const line of read(path)!.split('\n'))
        expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });

  test.each(items.filter(({ name }) => !textbook.includes(name)))(
    '$name names a paper of the list, or says that it has none',
    ({ doc, papers: named }) => {
      if (named.length === 0) expect(doc).toContain('A design of this library.');
      for (const paper of named) expect(Object.keys(papers)).toContain(paper);
    },
  );

  test('names each paper of the list', () => {
    const named = new Set(items.flatMap((item) => item.papers));
    expect(Object.keys(papers).filter((paper) => !named.has(paper))).toEqual([]);
  });

  test('has a model around each item, and no model without one', () => {
    expect(Object.keys(samples).sort()).toEqual(items.map(({ name }) => name).sort());
  });

  test.each(items.filter(({ kind }) => kind !== 'intrinsic'))(
    '$name is worked out by a test',
    ({ name }) => {
      expect(tests).toMatch(new RegExp(`\\b${partOf[name] ?? name}\\b`));
    },
  );

  test.each(items)('$name is used by its model without an error', ({ name }) => {
    const { diagnostics } = models.get(name)!;
    const errors = diagnostics.filter(
      ({ severity, code }) => severity === 'error' && code !== 'not-yet',
    );
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  test.each(items)('$name has an example and a picture in the reference', (item) => {
    expect(exampleOf(item)).toContain(item.name);
    const { runs, diagnostics } = models.get(item.name)!;
    if (diagnostics.some(({ code }) => code === 'not-yet')) return;
    const picture = pictureOf(item.kind, runs[0]!.program);
    expect(picture).toMatch(/[─═]/);
    expect(Math.max(...picture.split('\n').map((line) => line.length))).toBeLessThanOrEqual(108);
  });

  test.each(costs('Weights'))('$name has $formula weights', ({ name, formula }) => {
    expect(models.get(name)!.models[0]?.parameters).toBe(count(formula, samples[name]!.sizes));
  });

  test.each(costs('Entangling gates'))(
    '$name has $formula gates on two qubits or more',
    ({ name, formula }) => expect(entanglingGates(name)).toBe(count(formula, samples[name]!.sizes)),
  );

  const circuits = items.filter(
    ({ kind, name }) => kind === 'circuit' && !costsOfArguments.includes(name),
  );

  test.each(circuits.filter((item) => !tells(item, 'Weights')))(
    '$name says nothing of weights and has none',
    ({ name }) => expect(models.get(name)!.models[0]?.parameters).toBe(0),
  );

  test.each(circuits.filter((item) => !tells(item, 'Entangling gates')))(
    '$name says nothing of entangling gates and has none',
    ({ name }) => expect(entanglingGates(name)).toBe(0),
  );
});

function costs(what: Item['costs'][number]['what']): { name: string; formula: string }[] {
  return items.flatMap(({ name, costs: all }) =>
    all.filter((cost) => cost.what === what).map(({ formula }) => ({ name, formula })),
  );
}

function tells({ costs: all }: Item, what: string): boolean {
  return all.some((cost) => cost.what === what);
}

/** Of the item's model; preparing amplitudes is no gate. */
function entanglingGates(name: string): number {
  const gates = models.get(name)!.runs[0]!.program.circuits.flatMap((circuit) => circuit.gates);
  return gates.filter(
    (gate) => gate.name !== 'prepare' && gate.qubits.length + gate.controls.length > 1,
  ).length;
}

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
        const { name } = expression;
        const [argument] = expression.arguments;
        if (name.text === 'log2' && argument) return Math.log2(value(argument.value));
        const size = sizes[name.text];
        if (size === undefined) throw new Error(`${formula}: no ${name.text}`);
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
