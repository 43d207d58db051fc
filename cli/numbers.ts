import { UsageError } from './exit.ts';

/**
 * The value of an option that counts something, from `least`.
 *
 * @throws UsageError where it is anything else
 */
export function wholeNumber(option: string, text: string, least = 0): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`\`--${option} ${text}\` is not a whole number from ${least}.`);
}
