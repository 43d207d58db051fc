import type { Rule } from '../rule.ts';
import { put } from '../edit.ts';

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '"': '"' };
const most = 12;

/** The closing bracket where the text makes sense with it, the nearest place first. */
export const closeBracket: Rule = function* (diagnostic, { module }) {
  const { code, at, related } = diagnostic;
  const opener = module.text[at.start] ?? '';
  const closer = closers[opener];
  if (code !== 'unclosed' || closer === undefined) return;
  const lineEnd = module.text.indexOf('\n', at.start);
  const end = Math.max(lineEnd < 0 ? module.text.length : lineEnd, related[0]?.at.end ?? 0);
  const shown = { start: wordStart(module.text, at.start), end: lineEnd < 0 ? end : lineEnd };
  const places = [...module.text.slice(at.start + 1, end).matchAll(/(?=[\s,)\]]|$)/g)]
    .map(({ index }) => at.start + 1 + index)
    .filter((place) => !/\s/.test(module.text[place - 1] ?? ''));
  for (const place of places.slice(0, most)) {
    const within = place <= shown.end ? shown : { start: place, end: place };
    yield put(module, { start: place, end: place }, closer, within);
  }
};

function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && /\w/.test(text[start - 1]!)) start--;
  return start;
}
