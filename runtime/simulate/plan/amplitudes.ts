import { emptySpan, labelOf } from './bits.ts';
import type { OutputForm, Readout } from './plan.ts';
import type { SupportedObserved } from './restrict.ts';

/** The stored amplitudes, under their labels; labels outside of the support have none. */
export function planAmplitudes(
  { rows, flips }: Extract<SupportedObserved, { kind: 'amplitudes' }>,
  start: number,
): { readonly readout: Readout; readonly outputs: readonly OutputForm[] } {
  // All labels together tell all indices apart, so their parities span the support.
  const span = emptySpan();
  for (const row of rows) span.extend(row);
  const bits = span.basis.length;
  const outputs = new Array<OutputForm>(2 * 2 ** rows.length).fill({ constant: 0, terms: [] });
  for (let index = 0; index < 2 ** bits; index++) {
    const first = 2 * labelOf(index, rows, flips);
    for (const part of [0, 1]) {
      outputs[first + part] = {
        constant: 0,
        terms: [{ value: start + 2 * index + part, coefficient: 1 }],
      };
    }
  }
  return { readout: { kind: 'amplitudes', bits }, outputs };
}
