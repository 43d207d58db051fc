import * as v from 'valibot';
import type { SeedResult } from '../../runtime/compare/index.ts';

const contestant = v.object({
  name: v.string(),
  kind: v.picklist(['model', 'classical', 'twin', 'ablation', 'rival']),
  scores: v.array(v.number()),
  parameters: v.number(),
  seconds: v.number(),
  notes: v.array(v.string()),
});

const trial = v.object({
  metric: v.string(),
  isBetterHigh: v.boolean(),
  overlap: v.number(),
  rows: v.array(contestant),
});

/** What `qmm compare --json` printed of a single seed; undefined where it is nothing of the kind. */
export function readTrial(document: unknown): SeedResult | undefined {
  const { success, output } = v.safeParse(trial, document);
  if (!success) return undefined;
  const { rows, ...rest } = output;
  return { ...rest, contestants: rows };
}
