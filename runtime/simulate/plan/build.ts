import type { Circuit } from '../../program/circuit.ts';
import type { PhaseElement } from '../lower/element.ts';
import { deferMeasurements } from '../lower/defer.ts';
import type { Frame } from '../lower/frame.ts';
import { lowerCircuit, type Lowered } from '../lower/lower.ts';
import { takeStart } from './begin.ts';
import { type Mask, parity, permuteBits } from './bits.ts';
import { planCost } from './cost.ts';
import { foldCosines } from './fold.ts';
import { constantForm } from './form.ts';
import { layElements } from './lay.ts';
import { observe, observedPaulis } from './observe.ts';
import { planStage } from './passes.ts';
import type { Diagonal, Plan } from './plan.ts';
import { planReadouts } from './readout.ts';
import { makeReal } from './real.ts';
import { beforeFlip, moveMeasurement, restrictMeasurement, supportedPaulis } from './restrict.ts';
import { type Bases, simplify } from './simplify.ts';
import { slotTable } from './slots.ts';
import { moveStage, stagesOf } from './stage.ts';
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
  const paulis = observedPaulis(observe(circuit, lowered.frame));
  const visible = paulis ? trim(lowered.elements, paulis) : lowered.elements;
  const plans = (['kept', 'moved'] as const).map((bases) =>
    planElements(circuit, { ...lowered, elements: visible }, bases, options),
  );
  const [best] = plans.sort((a, b) => total(a) - total(b));
  return { ...best!, dropped: lowered.elements.length - visible.length };
}

function total(plan: Plan): number {
  const { forward, backward } = planCost(plan);
  return forward + backward;
}

function planElements(
  circuit: Circuit,
  lowered: Lowered,
  bases: Bases,
  { sampled, wanted }: PlanOptions,
): Plan {
  const first = simplify(lowered.elements, bases);
  const prepared = lowered.preparations.flatMap(({ qubits }) =>
    qubits.toReversed().map((q) => 1 << q),
  );
  const support = restrictToSupport([...first.elements, ...halfTurn(first.last.parity)], prepared);
  const second = simplify(support.elements, bases);
  const measured = observe(circuit, flipLabels(lowered.frame, first.last.flip)).map((one) =>
    beforeFlip(restrictMeasurement(one, support), second.last.flip),
  );
  const paulis = supportedPaulis(measured);
  const elements = [...second.elements, ...halfTurn(second.last.parity)];
  const visible = paulis ? trim(elements, paulis) : elements;
  const seesPhase = (mask: Mask): boolean =>
    paulis?.some(({ flip }) => parity(flip & mask) === 1) ?? true;
  const layers = makeReal(layElements(visible), prepared.length, seesPhase);
  const begun = takeStart(stagesOf(layers), lowered.preparations, support.basis.length);
  const move = (mask: Mask): Mask => permuteBits(mask, begun.order);
  const slots = slotTable(sampled);
  const start = begun.rotations.map((rotation) => ({
    kind: 'rotation' as const,
    slot: slots.index(rotation.angle),
    merged: rotation.merged,
  }));
  const diagonals: Diagonal[] = [];
  const passes = begun.stages.flatMap((stage, i) =>
    planStage(moveStage(stage, move), i, { slots, diagonals, sampled }),
  );
  return {
    bits: Math.max(1, support.basis.length),
    slots: slots.list,
    start: [...begun.amplitudes, ...start],
    ...foldCosines(passes, diagonals, slots.list),
    ...planReadouts(measured.map((one) => moveMeasurement(one, move))),
    sampled,
    wanted: wanted ?? sampled.map(() => true),
    dropped: 0,
  };
}

/** `Z^mask` up to a global phase. */
function halfTurn(mask: Mask): readonly PhaseElement[] {
  return mask === 0 ? [] : [{ kind: 'phase', mask, angle: constantForm(Math.PI), merged: 0 }];
}

function flipLabels(frame: Frame, flip: Mask): Frame {
  const flips = frame.rows.map((row, q) => (frame.flips[q]! ^ parity(row & flip)) as 0 | 1);
  return { ...frame, flips };
}
