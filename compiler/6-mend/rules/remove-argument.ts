import type { Rule } from '../rule.ts';
import { put } from '../edit.ts';
import { argumentAt, textOf } from '../syntax.ts';

/** A call without the arguments that nothing takes. */
export const removeArgument: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'unknown-argument') return;
  const found = argumentAt(module, diagnostic.at);
  if (found === undefined) return;
  const { call, index } = found;
  const all = call.arguments;
  const others = all.filter((_, other) => other !== index);
  const fewer = all.filter((one, other) => other < index || one.name !== null);
  for (const kept of [others, fewer]) {
    const texts = kept.map(({ span }) => textOf(module, span)).join(', ');
    const span = { start: all[0]!.span.start, end: all.at(-1)!.span.end };
    const whole = { start: span.start - 1, end: span.end + 1 };
    if (texts === '' && textOf(module, whole).startsWith('('))
      yield put(module, whole, '', call.span);
    else yield put(module, span, texts, call.span);
  }
};
