import type { Circuit } from '../../program/circuit.ts';
import type { Element, RotationElement } from '../lower/element.ts';
import { deferMeasurements } from '../lower/defer.ts';
import { lowerCircuit, type Preparation } from '../lower/lower.ts';
import { emptySpan, type Mask, type Span } from './bits.ts';
import { foldCosines } from './fold.ts';
import { type Form, formText } from './form.ts';
import { type Group, groupRotations, WIDEST_WITH_DIAGONAL } from './group.ts';
import { observe, observedPaulis } from './observe.ts';
import type {
  Diagonal,
  Pass,
  PhasePass,
  Plan,
  Rate,
  RotationPass,
  Slot,
  StartBlock,
} from './plan.ts';
import { planReadouts } from './readout.ts';
import { type Stage, stageElements } from './stage.ts';
import { restrictMeasurement } from './restrict.ts';
import { restrictToSupport } from './support.ts';
import { trim } from './trim.ts';

export interface PlanOptions {
  /** For each leaf: does it have a value per sample? */
  readonly sampled: readonly boolean[];
  /** For each leaf: is its gradient wanted? Default: all. */
  readonly wanted?: readonly boolean[];
  readonly present?: (modality: string) => boolean;
}

/**
 * Plans a circuit of at most 30 qubits, those that measurements and resets on the way add included.
 * @throws UserProblem `not-yet` for what the simulator cannot run
 */
export function planCircuit(source: Circuit, options: PlanOptions): Plan {
  const present = options.present ?? ((): boolean => true);
  const circuit = deferMeasurements(source, present);
  const lowered = lowerCircuit(circuit, present);
  const measured = observe(circuit, lowered.frame);
  const paulis = observedPaulis(measured);
  const visible = paulis ? trim(lowered.elements, paulis) : lowered.elements;
  const prepared = lowered.preparations.flatMap(({ qubits }) =>
    qubits.toReversed().map((q) => 1 << q),
  );
  const support = restrictToSupport(visible, prepared);
  const stages = stageElements(support.elements);
  const begun = takeStart(stages, lowered.preparations, support.basis.length);
  const move = (mask: Mask): Mask => permuteBits(mask, begun.order);
  const slots = slotTable((form) => rateOf(form, options.sampled));
  const start = begun.rotations.map((rotation) => ({
    kind: 'rotation' as const,
    slot: slots.index(rotation.angle),
    merged: rotation.merged,
  }));
  const diagonals: Diagonal[] = [];
  const passes = begun.stages.flatMap((stage, i) =>
    planStage(moveStage(stage, move), i, { slots, diagonals, sampled: options.sampled }),
  );
  return {
    bits: Math.max(1, support.basis.length),
    slots: slots.list,
    start: [...begun.amplitudes, ...start],
    ...foldCosines(passes, diagonals, slots.list),
    ...planReadouts(measured.map((one) => restrictMeasurement(one, support, move))),
    wanted: options.wanted ?? options.sampled.map(() => true),
    dropped: lowered.elements.length - visible.length,
  };
}

function rateOf(form: Form, sampled: readonly boolean[]): Rate {
  return form.terms.some(({ leaf }) => sampled[leaf]) ? 'sampled' : 'shared';
}

interface SlotTable {
  readonly list: Slot[];
  index(angle: Form): number;
}

function slotTable(rate: (form: Form) => Rate): SlotTable {
  const list: Slot[] = [];
  const known = new Map<string, number>();
  return {
    list,
    index: (angle) => {
      const key = formText(angle);
      const index = known.get(key) ?? list.push({ angle, rate: rate(angle) }) - 1;
      known.set(key, index);
      return index;
    },
  };
}

/** The first stage's rotations of qubits that are still |0> become part of the start state. */
function takeStart(
  stages: readonly Stage[],
  preparations: readonly Preparation[],
  bits: number,
): {
  readonly amplitudes: readonly StartBlock[];
  readonly rotations: readonly RotationElement[];
  readonly stages: readonly Stage[];
  /** Bit i of a stored index of the plan is bit `order[i]` of the support's coordinates. */
  readonly order: readonly number[];
} {
  const prepared = preparations.reduce((sum, { qubits }) => sum + qubits.length, 0);
  const [head, ...tail] = stages;
  const starts = (rotation: RotationElement): boolean =>
    rotation.conditions.length === 0 &&
    rotation.parity === rotation.flip &&
    (rotation.flip & (rotation.flip - 1)) === 0 &&
    rotation.flip >= 2 ** prepared;
  const rotations = head?.diagonal.size === 0 ? head.rotations.filter(starts) : [];
  const taken = rotations.map(({ flip }) => 31 - Math.clz32(flip));
  const ready = Array.from({ length: prepared }, (_, i) => i);
  const rest = Array.from({ length: bits }, (_, i) => i).filter(
    (i) => i >= prepared && !taken.includes(i),
  );
  const remaining = head?.rotations.filter((rotation) => !rotations.includes(rotation)) ?? [];
  return {
    amplitudes: preparations.map(({ qubits, amplitudes }) => ({
      kind: 'amplitudes',
      bits: qubits.length,
      entries: amplitudes,
    })),
    rotations,
    stages: head ? [{ diagonal: head.diagonal, rotations: remaining }, ...tail] : [],
    order: [...ready, ...taken, ...rest],
  };
}

function permuteBits(mask: Mask, order: readonly number[]): Mask {
  return order.reduce((result, from, to) => result | (((mask >> from) & 1) << to), 0);
}

function moveStage(stage: Stage, move: (mask: Mask) => Mask): Stage {
  return {
    diagonal: new Map(
      [...stage.diagonal].map(([mask, phase]) => [move(mask), { ...phase, mask: move(mask) }]),
    ),
    rotations: stage.rotations.map((rotation) => ({
      ...rotation,
      flip: move(rotation.flip),
      parity: move(rotation.parity),
      conditions: rotation.conditions.map(({ mask, value }) => ({ mask: move(mask), value })),
    })),
  };
}

interface Context {
  readonly slots: SlotTable;
  /** Added to. */
  readonly diagonals: Diagonal[];
  readonly sampled: readonly boolean[];
}

function planStage(stage: Stage, index: number, context: Context): Pass[] {
  const phases = [...stage.diagonal.values()].sort((a, b) => a.mask - b.mask);
  const isSampled = (element: Element): boolean =>
    rateOf(element.angle, context.sampled) === 'sampled';
  const own = phases.filter(isSampled);
  const shared = phases.filter((phase) => !isSampled(phase));
  const passes: Pass[] = independentSets(own.map(({ mask }) => mask)).map((masks) => ({
    kind: 'phase',
    factors: masks.map((mask): PhasePass['factors'][number] => {
      const { angle, merged } = stage.diagonal.get(mask)!;
      return { mask, slot: context.slots.index(angle), merged };
    }),
  }));
  const hasDiagonal = shared.length > 0;
  const groups = groupRotations(stage.rotations, hasDiagonal ? WIDEST_WITH_DIAGONAL : 3);
  let fused: number | null = null;
  if (hasDiagonal) {
    fused =
      context.diagonals.push({
        terms: shared.map(({ mask, angle, merged }) => ({ mask, angle, merged })),
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
    rotations: rotations.map(({ flip, parity, angle, merged }) => ({
      flip,
      parity,
      slot: slots.index(angle),
      merged,
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
