import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Module } from '../../1-resolve/world.ts';
import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { declarationAt } from '../syntax.ts';

/** Gates as this language writes them: `rx(x) q` for `rx(q, x)`, `cx q[0], q[1]` for `cx 0, 1`. */
export const writeOperation: Rule = function* (diagnostic, { module }) {
  const { code, at } = diagnostic;
  if (code !== 'unfinished-statement') return;
  const start = module.text.lastIndexOf('\n', at.start - 1) + 1;
  const end = module.text.indexOf('\n', at.start);
  const line = module.text.slice(start, end < 0 ? undefined : end);
  const lead = line.length - line.trimStart().length;
  const span = { start: start + lead, end: start + line.trimEnd().length };
  yield* calledOnQubits(module, span, line.trim());
  yield* onNumbers(module, span, line.trim());
};

interface Span {
  readonly start: number;
  readonly end: number;
}

function* calledOnQubits(module: Module, span: Span, line: string): Iterable<Fix> {
  const [, name, inside] = /^(\w+)\s*\((.*)\)$/.exec(line) ?? [];
  if (name === undefined || inside === undefined) return;
  const parts = split(inside);
  yield put(module, span, `${name} ${parts.join(', ')}`);
  if (parts.length < 2) return;
  yield put(module, span, `${name}(${parts[0]!}) ${parts.slice(1).join(', ')}`);
  yield put(module, span, `${name}(${parts.at(-1)!}) ${parts.slice(0, -1).join(', ')}`);
}

function* onNumbers(module: Module, span: Span, line: string): Iterable<Fix> {
  const [, call, numbers] = /^(\w+(?:\(.*\))?)\s+(\d+(?:\s*,\s*\d+)*)$/.exec(line) ?? [];
  const declaration = declarationAt(module, span);
  if (call === undefined || numbers === undefined || declaration?.kind !== 'circuit') return;
  for (const { name } of declaration.wires) {
    const wires = split(numbers).map((index) => `${name.text}[${index}]`);
    yield put(module, span, `${call} ${wires.join(', ')}`);
  }
}

/** At the commas that stand in no brackets. */
function split(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts.map((part) => part.trim());
}
