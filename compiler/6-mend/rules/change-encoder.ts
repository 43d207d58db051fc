import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { statementAt, textOf } from '../syntax.ts';

/** An encoder that holds more features on as many qubits, or fewer features. */
export const changeEncoder: Rule = function* (diagnostic, { module }) {
  const { code, numbers } = diagnostic;
  if (code !== 'size-mismatch' && code !== 'requirement-failed') return;
  const statement = statementAt(module, diagnostic.at);
  if (statement?.kind !== 'encode') return;
  const { circuit } = statement;
  for (const name of circuit.name.text === 'angle' ? ['dense_angle', 'reupload'] : []) {
    yield { ...put(module, circuit.name.span, name), title: `Encode with \`${name}\`` };
  }
  const fewest = Math.min(...(numbers ?? []).flatMap(({ from, to }) => [from, to]));
  const [value] = statement.values;
  if (value === undefined || !Number.isFinite(fewest)) return;
  if (/\bpca\b|\blsa\b/.test(textOf(module, value.span))) return;
  const end = { start: value.span.end, end: value.span.end };
  yield put(module, end, ` |> pca(${fewest})`, value.span);
};
