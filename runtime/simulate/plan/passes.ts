import type { Element } from '../lower/element.ts';
import { emptySpan, type Mask, type Span } from './bits.ts';
import { type Group, groupRotations, WIDEST_WITH_DIAGONAL } from './group.ts';
import { pairRotations } from './pairs.ts';
import type { Diagonal, Pass, PhasePass, RotationPass } from './plan.ts';
import { rateOf, type SlotTable } from './slots.ts';
import type { Stage } from './stage.ts';

interface Context {
  /** Of a stored index. */
  readonly bits: number;
  readonly slots: SlotTable;
  /** Added to. */
  readonly diagonals: Diagonal[];
  readonly sampled: readonly boolean[];
}

/** The passes of a stage; those that are not all its own are in the context. */
export function planStage(stage: Stage, index: number, context: Context): Pass[] {
  const phases = [...stage.diagonal.values()].sort((a, b) => a.mask - b.mask);
  const isSampled = (element: Element): boolean =>
    rateOf(element.angle, context.sampled) === 'sampled';
  const own = phases.filter(isSampled);
  const shared = phases.filter((phase) => !isSampled(phase));
  const passes: Pass[] = independentSets(own.map(({ mask }) => mask)).map((masks) => ({
    kind: 'phase',
    factors: masks.map((mask): PhasePass['factors'][number] => {
      const { angle, gates } = stage.diagonal.get(mask)!;
      return { mask, slot: context.slots.index(angle), gates };
    }),
  }));
  const hasDiagonal = shared.length > 0;
  const { single, together } = pairRotations(stage.rotations, context.bits);
  const groups = [...groupRotations(single, hasDiagonal ? WIDEST_WITH_DIAGONAL : 3), ...together];
  let fused: number | null = null;
  if (hasDiagonal) {
    fused =
      context.diagonals.push({
        terms: shared.map(({ mask, angle, gates }) => ({ mask, angle, gates })),
        scale: [],
      }) - 1;
    if (groups.length === 0 || groups[0]!.conditions.length > 0) {
      passes.push({ kind: 'diagonal', diagonal: fused });
      fused = null;
    }
  }
  return [
    ...passes,
    ...groups.map((group, i): RotationPass => ({
      ...rotations(group, context.slots),
      diagonal: i === 0 ? fused : null,
      stage: index,
    })),
  ];
}

function rotations(
  { rotations, conditions }: Group,
  slots: SlotTable,
): Omit<RotationPass, 'diagonal' | 'stage'> {
  return {
    kind: 'rotation',
    rotations: rotations.map(({ flip, parity, angle, gates }) => ({
      flip,
      parity,
      slot: slots.index(angle),
      gates,
    })),
    conditions,
    cosines: 'within',
  };
}

function independentSets(masks: readonly Mask[]): readonly (readonly Mask[])[] {
  const sets: Span[] = [];
  for (const mask of masks) {
    if (sets.some((set) => set.extend(mask))) continue;
    const set = emptySpan();
    set.extend(mask);
    sets.push(set);
  }
  return sets.map((set) => set.basis);
}
