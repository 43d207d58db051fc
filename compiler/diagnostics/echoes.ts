import type { Diagnostic } from './diagnostic.ts';

/**
 * What may only follow from another mistake is told when that is mended: a size that the wrong statement would have
 * settled, a name that it would have used. What this version cannot run matters only once the program is right.
 */
export function withoutEchoes(all: readonly Diagnostic[]): Diagnostic[] {
  const errors = all.filter((one) => one.severity === 'error' && one.code !== 'not-yet');
  const unsettled = errors.filter((one) => one.code === 'size-not-inferred');
  return all.filter((one) => {
    if (one.code === 'not-yet' || one.code === 'unused-name') return errors.length === 0;
    if (one.code !== 'size-not-inferred') return true;
    return unsettled.length === errors.length && one === unsettled[0];
  });
}
