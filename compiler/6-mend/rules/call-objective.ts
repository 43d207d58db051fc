import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { namesIn, statementAt, textOf } from '../syntax.ts';

const objectives = ['classify', 'regress'];

const known = ['missing-argument', 'type-mismatch', 'size-mismatch', 'size-not-inferred'];

/** The objective that fits its truth, the truth it lacks, or a single number out of many. */
export const callObjective: Rule = function* (diagnostic, { module }) {
  const statement = statementAt(module, diagnostic.at);
  if (statement?.kind !== 'objective' || !known.includes(diagnostic.code)) return;
  const { value } = statement;
  const written = textOf(module, value.span);
  const labels = namesIn(module, diagnostic.at, 'label');
  if (value.kind === 'call' && value.called) {
    if (diagnostic.code === 'missing-argument') {
      const end = { start: value.span.end - 1, end: value.span.end - 1 };
      for (const label of labels) yield put(module, end, `, ${label}`, value.span);
    }
    for (const name of objectives) {
      if (name !== value.name.text) yield put(module, value.name.span, name, value.span);
    }
  }
  if (diagnostic.code !== 'type-mismatch') return;
  for (const label of labels) {
    for (const name of objectives) yield put(module, value.span, `${name}(${written}, ${label})`);
  }
  yield put(module, value.span, `mean(${written})`);
};
