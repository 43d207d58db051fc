import { UsageError } from './exit.ts';

/**
 * The value of an option that counts something, from 0.
 *
 * @throws UsageError where it is anything else
 */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new UsageError(`\`--${option} ${text}\` is not a whole number from 0.`);
}
