import type { Span } from '../../../grammar/tree.ts';
import type { Module } from '../../1-resolve/world.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { puts } from '../edit.ts';
import type { Rule } from '../rule.ts';
import {
  contains,
  declarationAt,
  placesOf,
  sameSpan,
  statementAt,
  textOf,
  type Node,
} from '../syntax.ts';

/** A number as it is written, and the part of the text that says what it is for. */
interface Written {
  readonly span: Span;
  readonly shown: Span;
  readonly distance: number;
}

/** Of one number in one file, so many are looked at. */
const most = 5;

/** Another number where a wrong one is written. */
export const changeNumber: Rule = function* (diagnostic, { module }) {
  const all = (diagnostic.numbers ?? []).flatMap(({ from, to }) =>
    written(module, diagnostic, from).map((one) => ({ one, text: String(to) })),
  );
  all.sort((a, b) => a.one.distance - b.one.distance);
  for (const { one, text } of all) yield change(module, [one], text);
};

/** The same number written twice, changed in both places. */
export const changeTwoNumbers: Rule = function* (diagnostic, { module }) {
  for (const { from, to } of diagnostic.numbers ?? []) {
    yield* pairs(module, written(module, diagnostic, from), String(to));
  }
};

function* pairs(module: Module, all: readonly Written[], text: string): Iterable<Fix> {
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) yield change(module, [one, other], text);
  }
}

function change(module: Module, all: readonly Written[], text: string): Fix {
  const [first] = all;
  if (first !== undefined && all.every(({ shown }) => sameSpan(shown, first.shown))) {
    const changes = all.map(({ span }) => ({ span, text }));
    return puts(module, changes, first.shown);
  }
  const fixes = all.map(({ span, shown }) => puts(module, [{ span, text }], shown));
  return {
    title: fixes
      .map(({ title }, index) => (index === 0 ? title : title.replace(/^Write/, 'and')))
      .join(' '),
    edits: fixes.flatMap(({ edits }) => edits),
  };
}

/** Where a number stands, those near the error first. Settings of a run say nothing about sizes. */
function written(module: Module, diagnostic: Diagnostic, value: number): Written[] {
  const home = declarationAt(module, diagnostic.at);
  return placesOf(module.tree)
    .filter(({ node }) => numberOf(node) === value)
    .filter(({ around }) => !around.some((one) => one.kind === 'setting'))
    .filter(({ node }) => {
      const own = declarationAt(module, node.span);
      return own === home || (own?.kind !== 'data' && own?.kind !== 'target');
    })
    .map(({ node, around }) => ({
      span: node.span,
      shown: shownWith(module, node, around),
      // What the data are like is a given: rather the model changes than they.
      distance: distance(module, diagnostic, node.span) + (isGiven(around) ? 1e6 : 0),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most);
}

function numberOf(node: Node): number | undefined {
  if (node.kind === 'number' && node.integer && node.unit === null) return Number(node.digits);
  const negative = node.kind === 'unary' && node.operator === '-' ? numberOf(node.operand) : 0;
  return negative === undefined || negative === 0 ? undefined : -negative;
}

function isGiven(around: readonly Node[]): boolean {
  return around.some(({ kind }) => kind === 'modality' || kind === 'label');
}

function distance(module: Module, { at, related }: Diagnostic, span: Span): number {
  if (contains(at, span)) return 0;
  if (related.some((one) => one.at.file === at.file && contains(one.at, span))) return 1;
  if (statementAt(module, at) === statementAt(module, span)) return 2;
  return 3 + Math.abs(span.start - at.start);
}

/** The number with what it belongs to: `pca(4)`, `register q[4]`, `param w: angle[4]`. */
function shownWith(module: Module, node: Node, around: readonly Node[]): Span {
  const named = around.find(({ kind }) => holders.includes(kind)) ?? node;
  const statement = named.kind === 'type' ? around[around.indexOf(named) + 1] : undefined;
  const larger = statement !== undefined && 'name' in statement ? statement.span : named.span;
  return textOf(module, larger).length <= 60 ? larger : named.span;
}

const holders: readonly string[] = ['call', 'type', 'register', 'wire', 'index', 'circuit'];
