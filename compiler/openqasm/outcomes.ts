import { notCondition, type Bit, type Condition as Formula } from '../../runtime/program/index.ts';
import type { Condition, GateOperation, MeasureOperation, OpenqasmProgram } from './program.ts';

/** A program whose bits are written once: each measurement has an outcome of its own. */
export interface Outcomes {
  readonly steps: readonly Step[];
  /** One for each measurement that may act, in order. */
  readonly bits: readonly Bit[];
  /** What each bit of the program holds in the end; those that nothing is measured into are not there. */
  readonly final: ReadonlyMap<number, Formula>;
}

/** An operation that may act, and what of the outcomes before it must hold. */
export type Step = { readonly conditions: readonly Formula[] } & (
  | { readonly kind: 'gate'; readonly operation: GateOperation }
  | { readonly kind: 'measure'; readonly operation: MeasureOperation; readonly bit: number }
);

/** Follows what the bits of a program hold, from zero on, through measurements into the same bit and under `if`. */
export function followOutcomes(program: OpenqasmProgram): Outcomes {
  const { operations } = program;
  const held = new Map<number, Formula>();
  const bits: Bit[] = [];
  const steps: Step[] = [];
  const settled = new Map<Condition, Formula | boolean>();
  const waiting = conditionsByStart(program);
  const names = bitNames(program);
  for (const [index, operation] of operations.entries()) {
    for (const condition of waiting.get(index) ?? [])
      settled.set(condition, formulaOf(condition, held));
    const all = operation.conditions.map((condition) => settled.get(condition)!);
    if (all.includes(false)) continue;
    const conditions = all.filter((one) => typeof one !== 'boolean');
    if (operation.kind === 'gate') {
      steps.push({ kind: 'gate', operation, conditions });
      continue;
    }
    const bit = bits.push(names(operation.bit)) - 1;
    steps.push({ kind: 'measure', operation, bit, conditions });
    if (operation.bit === null) continue;
    const before = held.get(operation.bit);
    held.set(operation.bit, rewritten({ kind: 'bit', bit }, conditions, before));
  }
  return { steps, bits, final: held };
}

/** A bit after a measurement into it: where that did not act, its outcome is 0, and the bit is as before. */
function rewritten(
  outcome: Formula,
  conditions: readonly Formula[],
  before: Formula | undefined,
): Formula {
  const [first, ...more] = conditions;
  if (first === undefined || before === undefined) return outcome;
  const acts = more.reduce<Formula>((left, right) => ({ kind: 'and', left, right }), first);
  // A bit that is measured again only where it is 1 is 0 otherwise.
  if (JSON.stringify(acts) === JSON.stringify(before)) return outcome;
  const kept: Formula = { kind: 'and', left: notCondition(acts), right: before };
  return { kind: 'or', left: outcome, right: kept };
}

/** Conditions by the operation before which their `if` asks. */
function conditionsByStart({ operations }: OpenqasmProgram): ReadonlyMap<number, Set<Condition>> {
  const found = new Map<number, Set<Condition>>();
  for (const condition of operations.flatMap((operation) => operation.conditions)) {
    const list = found.get(condition.start) ?? new Set();
    found.set(condition.start, list.add(condition));
  }
  return found;
}

function formulaOf(
  { bits, value, holds }: Condition,
  held: ReadonlyMap<number, Formula>,
): Formula | boolean {
  let all: Formula | boolean = value < 2 ** bits.length && value >= 0;
  for (const [place, bit] of bits.entries()) {
    const wanted = Math.floor(value / 2 ** place) % 2 === 1;
    const formula = held.get(bit);
    if (formula === undefined) all = wanted ? false : all;
    else if (all !== false) {
      const right = wanted ? formula : notCondition(formula);
      all = all === true ? right : { kind: 'and', left: all, right };
    }
  }
  if (holds === 'equal') return all;
  return typeof all === 'boolean' ? !all : notCondition(all);
}

/** The bit's own name at first; outcomes that take its place later count on from the register's size. */
function bitNames({ bits }: OpenqasmProgram): (bit: number | null) => Bit {
  const taken = new Set<number>();
  const counts = new Map(bits.map(({ name, members }) => [name, members.length]));
  const next = (register: string): Bit => {
    const index = counts.get(register) ?? 0;
    counts.set(register, index + 1);
    return { register, index };
  };
  return (bit) => {
    const register = bits.find(({ members }) => bit !== null && members.includes(bit));
    if (bit === null || register === undefined) return next('unread');
    if (taken.has(bit)) return next(register.name);
    taken.add(bit);
    return { register: register.name, index: register.members.indexOf(bit) };
  };
}
