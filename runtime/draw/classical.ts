import {
  conditionBits,
  conditionText,
  type Circuit,
  type Condition,
  type Gate,
} from '../program/index.ts';
import type { Mark, Wire } from './marks.ts';

/** Double lines below the qubits: one for each name that outcomes have. */
export function classicalWires(circuit: Circuit): Wire[] {
  return registersOf(circuit).map((register) => ({
    label: register,
    register,
    reading: '',
    kind: 'classical',
  }));
}

/** `outcome[1]`, or `outcome` where there is no other of that name. */
export function bitName(circuit: Circuit, bit: number): string {
  const { register, index } = circuit.bits![bit]!;
  return isAlone(circuit, bit) ? register : `${register}[${index}]`;
}

/** `outcome[0] and not done`: what has to hold for a gate to act; empty where nothing has to. */
export function conditionsText(circuit: Circuit, { conditions = [] }: Gate): string {
  const [first, ...more] = conditions;
  if (first === undefined) return '';
  const all = more.reduce<Condition>((left, right) => ({ kind: 'and', left, right }), first);
  return conditionText(all, (bit) => bitName(circuit, bit));
}

/** Where a measurement's outcome goes. */
export function outcomeMarks(circuit: Circuit, { bit }: Gate): Mark[] {
  if (bit === undefined) return [];
  return [{ wire: wireOfBit(circuit, bit), kind: 'outcome', text: `╩${indexText(circuit, bit)}` }];
}

/** Dots on the double lines: filled where the bit must be 1. What dots cannot say is written out. */
export function conditionMarks(circuit: Circuit, gate: Gate): Mark[] {
  const conditions = gate.conditions ?? [];
  const bits = [...new Set(conditions.flatMap(conditionBits))];
  const literals = conditions.flatMap(literalsOf);
  const lines = [...new Set(bits.map((bit) => wireOfBit(circuit, bit)))].sort((a, b) => a - b);
  const isPlain = literals.every((one) => one !== null) && lines.length === literals.length;
  if (!isPlain) {
    const text = conditionsText(circuit, gate);
    return lines.map((wire, k) =>
      k === 0 ? { wire, kind: 'condition', text } : { wire, kind: 'port', text: '■' },
    );
  }
  return literals.map(({ bit, value }) => ({
    wire: wireOfBit(circuit, bit),
    kind: value ? 'one' : 'zero',
    text: `${value ? '●' : '○'}${indexText(circuit, bit)}`,
  }));
}

/** Double lines that some of these gates write or ask for. */
export function classicalPorts(circuit: Circuit, gates: readonly Gate[]): Mark[] {
  const bits = gates.flatMap(({ bit, conditions = [] }) => [
    ...(bit === undefined ? [] : [bit]),
    ...conditions.flatMap(conditionBits),
  ]);
  const lines = [...new Set(bits.map((bit) => wireOfBit(circuit, bit)))].sort((a, b) => a - b);
  return lines.map((wire) => ({ wire, kind: 'port', text: '■' }));
}

/** The bits that all hold or fail in a condition; null for one that is no such list. */
function literalsOf(condition: Condition): ({ bit: number; value: boolean } | null)[] {
  if (condition.kind === 'bit') return [{ bit: condition.bit, value: true }];
  if (condition.kind === 'and')
    return [...literalsOf(condition.left), ...literalsOf(condition.right)];
  if (condition.kind === 'not' && condition.of.kind === 'bit')
    return [{ bit: condition.of.bit, value: false }];
  return [null];
}

function registersOf({ bits = [] }: Circuit): string[] {
  return [...new Set(bits.map(({ register }) => register))];
}

function wireOfBit(circuit: Circuit, bit: number): number {
  return circuit.qubits.length + registersOf(circuit).indexOf(circuit.bits![bit]!.register);
}

function isAlone({ bits = [] }: Circuit, bit: number): boolean {
  return bits.every(({ register }, other) => other === bit || register !== bits[bit]!.register);
}

function indexText(circuit: Circuit, bit: number): string {
  return isAlone(circuit, bit) ? '' : `[${circuit.bits![bit]!.index}]`;
}
