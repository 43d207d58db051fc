import type { Element, RotationElement } from '../lower/element.ts';
import type { Preparation } from '../lower/lower.ts';
import { takeStart } from './begin.ts';
import { type Mask, permuteBits } from './bits.ts';
import { foldCosines } from './fold.ts';
import { layElements } from './lay.ts';
import { planStage } from './passes.ts';
import type { Diagonal, Evolution, Plan, StartBlock } from './plan.ts';
import { makeReal } from './real.ts';
import type { SlotTable } from './slots.ts';
import { moveStage, stagesOf, type Stage } from './stage.ts';
import { separate, type Subsystem } from './subsystems.ts';

/** Elements on stored indices, and what is known around them. */
export interface Evolving {
  readonly elements: readonly Element[];
  readonly bits: number;
  readonly preparations: readonly Preparation[];
  /** How many low bits these fill. */
  readonly prepared: number;
  /** Whether what is measured depends on a phase at the end. */
  readonly seesPhase: (mask: Mask) => boolean;
}

/** What passes refer to. */
export interface Shared {
  readonly slots: SlotTable;
  readonly sampled: readonly boolean[];
}

export type Evolved = Pick<
  Plan,
  'bits' | 'start' | 'startScale' | 'passes' | 'subsystems' | 'diagonals'
> & {
  /** Bit i of a stored index of the plan is bit `order[i]` of an index of the elements. */
  readonly order: readonly number[];
};

/** One state from its start. */
export function evolveWhole(evolving: Evolving, shared: Shared): Evolved {
  return evolve(evolving, shared, []);
}

/** Subsystems from their starts, then their product; undefined where that saves nothing. */
export function evolveApart(evolving: Evolving, shared: Shared): Evolved | undefined {
  const { elements, bits, prepared, seesPhase } = evolving;
  if (prepared > 0) return undefined;
  const separation = separate(elements, bits, shared.sampled);
  if (separation === undefined) return undefined;
  const subsystems: Evolution[] = [];
  const order: number[] = [];
  let diagonals: readonly Diagonal[] = [];
  for (const one of separation.subsystems) {
    const evolved = evolve(aloneOf(one), shared, diagonals);
    diagonals = evolved.diagonals;
    const { bits, start, startScale, passes } = evolved;
    subsystems.push({ bits, start, startScale, passes });
    order.push(...evolved.order.map((bit) => one.bits[bit]!));
  }
  const layers = makeReal(layElements(separation.rest), bits, seesPhase);
  return {
    bits,
    start: [],
    ...passesOf(stagesOf(layers), order, { ...shared, bits }, diagonals),
    subsystems,
    order,
  };
}

/** The elements of a subsystem, on indices of its bits. */
function aloneOf({ bits, elements }: Subsystem): Evolving {
  const move = (mask: Mask): Mask => permuteBits(mask, bits);
  const moved = elements.map((element): Element => {
    if (element.kind === 'phase') return { ...element, mask: move(element.mask) };
    const { flip, parity, conditions } = element;
    return {
      ...element,
      flip: move(flip),
      parity: move(parity),
      conditions: conditions.map(({ mask, value }) => ({ mask: move(mask), value })),
    };
  });
  return {
    elements: moved,
    bits: bits.length,
    preparations: [],
    prepared: 0,
    seesPhase: () => true,
  };
}

function evolve(
  { elements, bits, preparations, prepared, seesPhase }: Evolving,
  shared: Shared,
  diagonals: readonly Diagonal[],
): Evolved {
  const layers = makeReal(layElements(elements), prepared, seesPhase);
  const begun = takeStart(stagesOf(layers), preparations, bits);
  const start = begun.rotations.map((rotation) => startBlock(rotation, shared.slots));
  return {
    bits: Math.max(1, bits),
    start: [...begun.amplitudes, ...start],
    ...passesOf(begun.stages, begun.order, { ...shared, bits }, diagonals),
    subsystems: [],
    order: begun.order,
  };
}

function startBlock({ angle, gates }: RotationElement, slots: SlotTable): StartBlock {
  return { kind: 'rotation', slot: slots.index(angle), gates };
}

/** @param diagonals of passes before */
function passesOf(
  stages: readonly Stage[],
  order: readonly number[],
  context: Shared & { readonly bits: number },
  diagonals: readonly Diagonal[],
): Pick<Plan, 'passes' | 'diagonals' | 'startScale'> {
  const move = (mask: Mask): Mask => permuteBits(mask, order);
  const all = [...diagonals];
  const passes = stages.flatMap((stage, i) =>
    planStage(moveStage(stage, move), i, { ...context, diagonals: all }),
  );
  return foldCosines(passes, context.bits, all, context.slots.list);
}
