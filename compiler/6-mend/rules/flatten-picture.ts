import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';

/** `|> flatten` behind a tensor where a vector is wanted. */
export const flattenPicture: Rule = function* (diagnostic, { module }) {
  const { code, at } = diagnostic;
  if (code !== 'type-mismatch' && code !== 'size-mismatch') return;
  yield put(module, { start: at.end, end: at.end }, ' |> flatten', at);
};
