import type { Paint } from '../compiler/diagnostics/render/paint.ts';
import { drawTable } from './table.ts';

/** More classes than this do not fit on a screen. */
const mostClasses = 16;

/** Truth down, guess across; empty where there is nothing to count or too much to show. */
export function confusionTable(
  confusion: readonly (readonly number[])[] | undefined,
  labels: readonly string[] | undefined,
  paint: Paint,
): string {
  if (!confusion || confusion.length > mostClasses) return '';
  const names = confusion.map((_, index) => labels?.[index] ?? String(index));
  const rows = confusion.map((counts, truth) => [names[truth] ?? '', ...counts.map(String)]);
  return drawTable(['truth \\ guess', ...names], rows, paint);
}
