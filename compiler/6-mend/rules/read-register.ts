import type { Call } from '../../../grammar/tree.ts';
import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { contains, placesOfKind, registersAt, sameSpan, textOf } from '../syntax.ts';

/** Calls that read a register in another way than a feature is read. */
const otherReadings: readonly string[] = ['measure', 'overlap', 'sample'];

/** `expect(Z(q))` where a register, an observable, a kernel or a shot stands for a number; a register for a wire. */
export const readRegister: Rule = function* (diagnostic, { module }) {
  const { code, at } = diagnostic;
  const known = ['type-mismatch', 'rate-mismatch', 'wrong-block', 'not-a-circuit', 'unknown-name'];
  if (!known.includes(code)) return;
  const written = textOf(module, at);
  const registers = registersAt(module, at);
  if (/^-?\d+$/.test(written)) {
    for (const name of registers) yield put(module, at, `${name}[${written}]`);
    return;
  }
  for (const { node } of placesOfKind(module, 'call')) {
    if (!touches(node, at) || !otherReadings.includes(node.name.text)) continue;
    const register = node.arguments[0] && textOf(module, node.arguments[0].span);
    if (register !== undefined) yield put(module, node.span, `expect(Z(${register}))`);
  }
  if (code !== 'type-mismatch') return;
  for (const { node } of placesOfKind(module, 'string')) {
    if (!contains(at, node.span) || !/^[01]+$/.test(node.value)) continue;
    yield put(module, node.span, String(Number.parseInt(node.value, 2)), at);
  }
  yield put(module, at, `expect(${written})`);
  yield put(module, at, `expect(Z(${written}))`);
};

function touches({ span, name }: Call, at: { start: number; end: number }): boolean {
  return contains(at, span) || sameSpan(name.span, at) || contains(span, at);
}
