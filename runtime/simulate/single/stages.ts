import type { Condition } from '../lower/element.ts';
import type { Mask } from '../plan/bits.ts';
import type { Form } from '../plan/form.ts';
import { type Pass, phasesOf, type Plan } from '../plan/plan.ts';

/** One rotation of a plan's pass, by itself. */
export interface Turn {
  readonly flip: Mask;
  readonly parity: Mask;
  readonly conditions: readonly Condition[];
  readonly slot: number;
  /** See `RotationPass`. */
  readonly cosines: 'within' | 'before';
}

/** A phase of a plan, shared or of this sample: for one state there is no difference. */
export interface Term {
  readonly mask: Mask;
  readonly angle: Form;
}

/** A diagonal, then rotations that commute with each other. */
export interface Stage {
  readonly terms: readonly Term[];
  /** Slots whose cosines are taken out of later rotations and into the diagonal. */
  readonly scale: readonly number[];
  /** Whether the diagonal is one that cosines go to; those of later rotations are not in the one before then. */
  readonly holdsScale: boolean;
  readonly turns: readonly Turn[];
}

/** The passes of a plan, put together again as the stages they come from. */
export function stagesOf(plan: Plan): readonly Stage[] {
  const stages: {
    terms: Term[];
    scale: number[];
    holdsScale: boolean;
    turns: Turn[];
    number: number | null;
  }[] = [];
  const open = (pass: Pass): (typeof stages)[number] => {
    const last = stages.at(-1);
    const joins =
      last !== undefined &&
      (pass.kind === 'rotation' && pass.diagonal === null
        ? last.number === null || last.number === pass.stage
        : last.turns.length === 0);
    if (joins) return last;
    const stage = { terms: [], scale: [], holdsScale: false, turns: [], number: null };
    stages.push(stage);
    return stage;
  };
  for (const pass of plan.passes) {
    const stage = open(pass);
    if (pass.kind === 'phase') {
      stage.terms.push(
        ...phasesOf(pass).map(({ mask, slot }) => ({ mask, angle: plan.slots[slot]!.angle })),
      );
      continue;
    }
    if (pass.diagonal !== null) {
      const { terms, scale } = plan.diagonals[pass.diagonal]!;
      stage.terms.push(...terms.map(({ mask, angle }) => ({ mask, angle })));
      stage.scale.push(...scale);
      stage.holdsScale = true;
    }
    if (pass.kind === 'diagonal') continue;
    stage.number = pass.stage;
    const { conditions, cosines } = pass;
    stage.turns.push(
      ...pass.rotations.map(({ flip, parity, slot }) => {
        return { flip, parity, slot, conditions, cosines };
      }),
    );
  }
  return stages;
}
