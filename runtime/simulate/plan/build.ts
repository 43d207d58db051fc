import type { Circuit } from '../../program/circuit.ts';
import type { Element, PhaseElement } from '../lower/element.ts';
import { deferMeasurements } from '../lower/defer.ts';
import { lowerCircuit, type Lowered } from '../lower/lower.ts';
import { type Mask, parity, permuteBits } from './bits.ts';
import { planCost } from './cost.ts';
import { constantForm } from './form.ts';
import { observe, observedPaulis } from './observe.ts';
import { type Evolving, evolveApart, evolveWhole } from './evolve.ts';
import { evolutionsOf, type Plan } from './plan.ts';
import { planReadouts } from './readout.ts';
import { beforeFlip, moveMeasurement, restrictMeasurement, supportedPaulis } from './restrict.ts';
import { type Bases, simplify } from './simplify.ts';
import { slotTable } from './slots.ts';
import { dropGlobalPhases, restrictToSupport } from './support.ts';
import { trim } from './trim.ts';
import { quarterTurn } from './turns.ts';

export interface PlanOptions {
  /** For each leaf: does it have a value per sample? */
  readonly sampled: readonly boolean[];
  /** For each leaf: is its gradient wanted? Default: all. */
  readonly wanted?: readonly boolean[];
  readonly present?: (modality: string) => boolean;
  /** Whether subsystems may be states of their own until something connects them. Default: `apart`. */
  readonly subsystems?: 'apart' | 'joined';
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
  const plans = basesOf(visible).flatMap((bases) =>
    planElements(circuit, { ...lowered, elements: visible }, bases, options),
  );
  const [best] = plans.sort((a, b) => total(a) - total(b));
  return best!;
}

/** What may be tried with quarter turns, if there are any. */
function basesOf(elements: readonly Element[]): readonly Bases[] {
  return elements.some((element) => quarterTurn(element) !== 0) ? ['kept', 'moved'] : ['kept'];
}

/** What it takes to move a number, and what a pass takes however few amplitudes there are, in operations of a sample. */
const OPERATIONS_A_NUMBER = 1.5;
const OPERATIONS_A_CALL = 150;
/** How many times less subsystems must be predicted to take: narrower passes over them take more than that. */
const SUBSYSTEMS = 1.12;

function total(plan: Plan): number {
  const { forward, backward, moved } = planCost(plan);
  const calls = evolutionsOf(plan).reduce((sum, { passes }) => sum + 2 * passes.length, 0);
  const operations =
    forward +
    backward +
    OPERATIONS_A_NUMBER * (moved.forward + moved.backward) +
    OPERATIONS_A_CALL * calls;
  return plan.subsystems.length === 0 ? operations : SUBSYSTEMS * operations;
}

function planElements(
  circuit: Circuit,
  lowered: Lowered,
  bases: Bases,
  { sampled, wanted, subsystems }: PlanOptions,
): readonly Plan[] {
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
  const evolving: Evolving = {
    elements: visible,
    bits: support.basis.length,
    preparations: lowered.preparations,
    prepared: prepared.length,
    seesPhase,
  };
  const ways = subsystems === 'joined' ? [evolveWhole] : [evolveWhole, evolveApart];
  return ways.flatMap((way): readonly Plan[] => {
    const slots = slotTable(sampled);
    const evolved = way(evolving, { slots, sampled });
    if (evolved === undefined) return [];
    const { order, ...evolution } = evolved;
    return [
      {
        ...evolution,
        slots: slots.list,
        ...planReadouts(
          measured.map((one) => moveMeasurement(one, (mask) => permuteBits(mask, order))),
        ),
        sampled,
        wanted: wanted ?? sampled.map(() => true),
        gates: lowered.gates,
        relabelled: lowered.relabelled,
      },
    ];
  });
}

/** `Z^mask` up to a global phase. */
function halfTurn(mask: Mask): readonly PhaseElement[] {
  return mask === 0 ? [] : [{ kind: 'phase', mask, angle: constantForm(Math.PI), gates: [] }];
}
