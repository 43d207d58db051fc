import type { Paint } from '../compiler/diagnostics/render/paint.ts';
import type { LowerOptions } from '../compiler/passes/lower.ts';
import { pulseCounts, type PulseCounts } from '../compiler/passes/pulse-counts.ts';
import type { Device } from '../compiler/targets/index.ts';
import { drawTable } from './table.ts';

/** What one pass of the compiler took and changed. */
export interface TracedPass {
  readonly name: string;
  readonly seconds: number;
  readonly before: PulseCounts;
  readonly after: PulseCounts;
}

export interface Trace {
  readonly observe: NonNullable<LowerOptions['observe']>;
  readonly passes: readonly TracedPass[];
}

/** Takes the time between two passes; counting is left out of it. */
export function openTrace(device: Device): Trace {
  const passes: TracedPass[] = [];
  let begun = performance.now();
  return {
    passes,
    observe: (name, { circuit }) => {
      const seconds = (performance.now() - begun) / 1000;
      const after = pulseCounts(circuit, device);
      passes.push({ name, seconds, before: passes.at(-1)?.after ?? after, after });
      begun = performance.now();
    },
  };
}

/** A line for each pass: what it took, and the gates before and after it. */
export function drawTrace(title: string, passes: readonly TracedPass[], paint: Paint): string {
  const change = (before: number, after: number): string =>
    before === after ? String(after) : `${before} → ${after}`;
  const rows = passes.map(({ name, seconds, before, after }) => [
    name,
    (1000 * seconds).toFixed(1),
    change(before.twoQubit, after.twoQubit),
    change(before.oneQubit, after.oneQubit),
  ]);
  const table = drawTable(['pass', 'ms', 'two-qubit gates', 'pulses'], rows, paint);
  return `${title}\n${table}\n`;
}
