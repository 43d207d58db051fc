import { described } from './describe.ts';
import { textAt, type Frame } from './frame.ts';
import { refuse, silently } from './report.ts';
import { integerOf } from './tensor.ts';
import type { GivenValue } from './value.ts';

/** An argument that must be an integer known to the compiler. */
export function integer(frame: Frame, { value, at }: GivenValue): number {
  if (value.kind === 'failed') silently();
  const found = value.kind === 'tensor' ? integerOf(value) : undefined;
  if (found !== undefined) return found;
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(frame, at)}\``,
    found: described(value),
    wanted: 'an int known to the compiler',
  });
}
