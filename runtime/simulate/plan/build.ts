import type { Circuit } from '../../program/circuit.ts';
import type { Element, PhaseElement } from '../lower/element.ts';
import { deferMeasurements } from '../lower/defer.ts';
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
import { dropGlobalPhases, restrictToSupport } from './support.ts';
import { trim } from './trim.ts';
import { quarterTurn } from './turns.ts';

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
  const plans = basesOf(visible).map((bases) =>
    planElements(circuit, { ...lowered, elements: visible }, bases, options),
  );
  const [best] = plans.sort((a, b) => total(a) - total(b));
  return best!;
}

/** What may be tried with quarter turns, if there are any. */
function basesOf(elements: readonly Element[]): readonly Bases[] {
  return elements.some((element) => quarterTurn(element) !== 0) ? ['kept', 'moved'] : ['kept'];
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
  const prepared = lowered.preparations.flatMap(({ qubits }) =>
    qubits.toReversed().map((q) => 1 << q),
  );
  const support = restrictToSupport(lowered.elements, prepared);
  const { elements: simple, last } = simplify(support.elements, bases);
  const measured = observe(circuit, lowered.frame).map((one) =>
    beforeFlip(restrictMeasurement(one, support), last.flip),
  );
  const paulis = supportedPaulis(measured);
  const elements = [...dropGlobalPhases(simple, prepared.length), ...halfTurn(last.parity)];
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
    gates: rotation.gates,
  }));
  const diagonals: Diagonal[] = [];
  const passes = begun.stages.flatMap((stage, i) =>
    planStage(moveStage(stage, move), i, { bits: support.basis.length, slots, diagonals, sampled }),
  );
  return {
    bits: Math.max(1, support.basis.length),
    slots: slots.list,
    start: [...begun.amplitudes, ...start],
    ...foldCosines(passes, diagonals, slots.list),
    ...planReadouts(measured.map((one) => moveMeasurement(one, move))),
    sampled,
    wanted: wanted ?? sampled.map(() => true),
    gates: lowered.gates,
    relabelled: lowered.relabelled,
  };
}

/** `Z^mask` up to a global phase. */
function halfTurn(mask: Mask): readonly PhaseElement[] {
  return mask === 0 ? [] : [{ kind: 'phase', mask, angle: constantForm(Math.PI), gates: [] }];
}
