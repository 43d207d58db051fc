import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Module } from '../../1-resolve/world.ts';
import type { Join } from '../../../grammar/tree.ts';
import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import {
  contains,
  declarationAt,
  mentions,
  namesIn,
  placesOfKind,
  statementAt,
  textOf,
} from '../syntax.ts';

/** Takes a label out of what it was joined with, or puts a modality in its place. */
export const leaveOutLabel: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'label-in-features') return;
  const { at } = diagnostic;
  const home = declarationAt(module, at);
  const labels = namesIn(module, at, 'label');
  for (const { node } of placesOfKind(module, 'join')) {
    if (home && contains(home.span, node.span)) yield* without(module, node, labels);
  }
  for (const name of namesIn(module, at, 'modality'))
    yield put(module, at, name, statementAt(module, at)?.span ?? at);
};

function* without(module: Module, join: Join, labels: readonly string[]): Iterable<Fix> {
  const texts = join.parts.map(({ span }) => textOf(module, span));
  const kept = texts.filter((text) => !labels.some((label) => mentions(text, label)));
  if (kept.length === texts.length || kept.length === 0) return;
  const statement = statementAt(module, join.span)?.span ?? join.span;
  const text = kept.length === 1 ? kept[0]! : `[${kept.join(', ')}]`;
  yield put(module, join.span, text, statement);
}
