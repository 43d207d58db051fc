import type { Element, PhaseElement } from '../lower/element.ts';
import type { Mask } from './bits.ts';
import { constantForm } from './form.ts';
import { type Group, groupRotations, WIDEST_WITH_DIAGONAL } from './group.ts';
import { pairRotations } from './pairs.ts';
import { type PhaseSet, phaseSets } from './phase-sets.ts';
import type { Diagonal, Pass, PhaseFactor, PhasePass, RotationPass } from './plan.ts';
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
  const byMask = new Map(own.map((phase) => [phase.mask, phase]));
  const passes: Pass[] = phaseSets([...byMask.keys()]).map((set) =>
    phasePass(set, byMask, context),
  );
  const hasDiagonal = shared.length > 0;
  const { single, together } = pairRotations(stage.rotations, context.bits);
  const groups = [...groupRotations(single, hasDiagonal ? WIDEST_WITH_DIAGONAL : 3), ...together];
  let fused: number | null = null;
  if (hasDiagonal) {
    fused =
      context.diagonals.push({
        bits: context.bits,
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

/** @param phases of samples, by their masks */
function phasePass(
  { masks, hasSums }: PhaseSet,
  phases: ReadonlyMap<Mask, PhaseElement>,
  { slots }: Context,
): PhasePass {
  const factorOf = (mask: Mask): PhaseFactor => {
    const phase = phases.get(mask);
    return { mask, slot: slots.index(phase?.angle ?? constantForm(0)), gates: phase?.gates ?? [] };
  };
  return {
    kind: 'phase',
    factors: masks.map(factorOf),
    sums: hasSums
      ? masks.map((high, i) => masks.slice(0, i).map((low) => factorOf(high ^ low)))
      : [],
  };
}
