import type { Gate } from '../../program/circuit.ts';
import { type Cost, joinCost, passCost, planCost, readoutCost, startCost } from './cost.ts';
import { type Batch, predictSeconds } from './predict.ts';
import { type Evolution, evolutionsOf, type Pass, phasesOf, type Plan } from './plan.ts';
import { counted, joinText, passText, readoutText, startText } from './step-text.ts';

/** A plan for people and programs: what is stored, what is done to it in which order, and what that costs. */
export interface PlanDescription {
  /** Bits of a stored index; the state has 2^bits amplitudes. */
  readonly bits: number;
  readonly angles: { readonly shared: number; readonly sampled: number };
  /** Phases of all amplitudes, for the whole batch. */
  readonly tables: number;
  readonly gates: {
    readonly all: number;
    /** Number amplitudes otherwise, at no cost. */
    readonly relabelled: number;
    /** No readout sees them, or they cancel or change no more than signs. */
    readonly leftOut: number;
  };
  readonly steps: readonly PlanStep[];
  /** Floating-point operations of a sample, and bytes that it reads and writes. */
  readonly total: StepCost;
  /** Of a step with such a batch on one core, predicted. */
  readonly milliseconds: number;
}

export interface PlanStep extends StepCost {
  readonly kind: 'start' | Pass['kind'] | 'read';
  readonly text: string;
  /** How many gates of each name went into it, whole or in part. */
  readonly gates: Readonly<Record<string, number>>;
}

interface StepCost {
  readonly forward: number;
  readonly backward: number;
  readonly bytes: number;
}

export function describePlan(plan: Plan, batch: Batch): PlanDescription {
  const costOf = (cost: Cost): StepCost => ({
    forward: cost.forward,
    backward: batch.differentiate ? cost.backward : 0,
    bytes:
      (batch.precision === 'f32' ? 4 : 8) *
      (cost.moved.forward + (batch.differentiate ? cost.moved.backward : 0)),
  });
  const startStep = (one: Evolution): PlanStep => ({
    kind: 'start',
    text: startText(one.start),
    gates: countNames(startedBy(one)),
    ...costOf(startCost(one)),
  });
  const passSteps = (one: Evolution): readonly PlanStep[] =>
    one.passes.map((pass) => ({
      kind: pass.kind,
      text: passText(plan, pass),
      gates: countNames(gatesOf(plan, pass)),
      ...costOf(passCost(one, pass)),
    }));
  const steps: readonly PlanStep[] = [
    ...plan.subsystems.flatMap((one, i) =>
      [startStep(one), ...passSteps(one)].map((step) => ({
        ...step,
        text: `subsystem ${i + 1}: ${step.text}`,
      })),
    ),
    plan.subsystems.length === 0
      ? startStep(plan)
      : {
          kind: 'start',
          text: joinText(plan.subsystems),
          gates: {},
          ...costOf(joinCost(plan)),
        },
    ...passSteps(plan),
    ...plan.readouts.map((readout) => ({
      kind: 'read' as const,
      text: readoutText(readout),
      gates: {},
      ...costOf(readoutCost(plan, readout)),
    })),
  ];
  const seen = new Set(
    evolutionsOf(plan).flatMap((one) => [
      ...startedBy(one),
      ...one.passes.flatMap((pass) => gatesOf(plan, pass)),
    ]),
  );
  const sampled = plan.slots.filter(({ rate }) => rate === 'sampled').length;
  return {
    bits: plan.bits,
    angles: { shared: plan.slots.length - sampled, sampled },
    tables: plan.diagonals.length,
    gates: {
      all: plan.gates,
      relabelled: plan.relabelled,
      leftOut: plan.gates - plan.relabelled - seen.size,
    },
    steps,
    total: costOf(planCost(plan)),
    milliseconds: 1000 * predictSeconds(plan, batch),
  };
}

/** What a plan is before its first step, in a sentence. */
export function planSummary({ bits, angles, tables, gates }: PlanDescription): string {
  return [
    `${2 ** bits} amplitudes of ${counted(bits, 'bit')}`,
    `${counted(gates.all, 'gate')}, ${gates.relabelled} of them by relabelling, ${gates.leftOut} left out`,
    `${counted(angles.shared, 'angle')} for all samples and ${angles.sampled} a sample`,
    counted(tables, 'table'),
  ].join('; ');
}

function startedBy({ start }: Evolution): readonly Gate[] {
  return start.flatMap((block) => (block.kind === 'rotation' ? block.gates : []));
}

function gatesOf({ diagonals }: Plan, pass: Pass): readonly Gate[] {
  if (pass.kind === 'phase') return phasesOf(pass).flatMap(({ gates }) => gates);
  const before = pass.diagonal === null ? [] : diagonals[pass.diagonal]!.terms;
  const own = pass.kind === 'rotation' ? pass.rotations : [];
  return [...before, ...own].flatMap(({ gates }) => gates);
}

/** Names with a `c` for each control. */
function countNames(gates: readonly Gate[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, controls } of new Set(gates)) {
    const full = 'c'.repeat(controls.length) + name;
    counts[full] = (counts[full] ?? 0) + 1;
  }
  return counts;
}
