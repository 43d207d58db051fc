import type { Modifier } from '../../grammar/openqasm/index.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Affine } from '../../runtime/program/index.ts';
import type { Elementary } from './built-in.ts';
import {
  controlled,
  inverted,
  repeated,
  repeatedLength,
  withoutControlledPhase,
} from './modifiers.ts';
import { affineOf, integerOf } from './numbers.ts';
import type { GateOperation } from './program.ts';
import { refuse, spend, unsupported, type Frame, type Gate, type Value } from './reading.ts';

export interface CountedModifier {
  readonly kind: Modifier['kind'];
  /** Of a power its exponent, of a control the number of its qubits. */
  readonly count: number;
}

export function countedModifier(frame: Frame, { kind, argument, span }: Modifier): CountedModifier {
  if (argument === null) return { kind, count: kind === 'inv' ? 0 : 1 };
  if (kind === 'pow') return { kind, count: exponent(frame, argument) };
  const count = integerOf(frame, argument, 'a number of control qubits');
  if (count < 1) {
    refuse(frame, 'type-mismatch', 'default', span, {
      what: 'The number of control qubits',
      found: String(count),
      wanted: 'at least 1',
    });
  }
  return { kind, count };
}

function exponent(frame: Frame, argument: NonNullable<Modifier['argument']>): number {
  const { constant, terms } = affineOf(frame, argument);
  if (terms.length > 0 || !isWhole(constant))
    unsupported(frame, argument.span, 'A power that is no whole number', 'it has no exact circuit');
  return integerOf(frame, argument, 'a power');
}

function isWhole({ rational, pi, decimal }: Affine['constant']): boolean {
  return decimal === undefined && pi[0] === 0 && rational[1] === 1;
}

/** How many operands the modifiers take before the gate's own. */
export function controlCount(modifiers: readonly CountedModifier[]): number {
  return modifiers.filter(isControl).reduce((sum, { count }) => sum + count, 0);
}

function isControl({ kind }: CountedModifier): boolean {
  return kind === 'ctrl' || kind === 'negctrl';
}

/** One gate on single qubits, those of its controls first. */
export interface Unfolding {
  readonly gate: Gate;
  readonly angles: readonly Affine[];
  /** Outermost first. */
  readonly modifiers: readonly CountedModifier[];
  readonly qubits: readonly number[];
  readonly span: Span;
}

/** The elementary gates that a gate with its modifiers is. */
export function unfold(frame: Frame, unfolding: Unfolding): readonly Elementary[] {
  const flipped = negatives(unfolding).map(flip);
  const gates = modified(frame, unfolding);
  return [...flipped, ...gates, ...flipped].map(withoutControlledPhase);
}

/** Qubits whose |0> a `negctrl` waits for. */
function negatives({ modifiers, qubits }: Unfolding): number[] {
  let at = 0;
  return modifiers.flatMap((modifier) => {
    if (!isControl(modifier)) return [];
    const own = qubits.slice(at, (at += modifier.count));
    return modifier.kind === 'negctrl' ? own : [];
  });
}

function flip(qubit: number): Elementary {
  return { name: 'x', qubits: [qubit], controls: [], angles: [] };
}

function modified(frame: Frame, unfolding: Unfolding): readonly Elementary[] {
  const { modifiers, qubits, span } = unfolding;
  const [modifier, ...inner] = modifiers;
  if (modifier === undefined) return unmodified(frame, unfolding);
  const taken = isControl(modifier) ? modifier.count : 0;
  const gates = modified(frame, { ...unfolding, modifiers: inner, qubits: qubits.slice(taken) });
  switch (modifier.kind) {
    case 'inv':
      return inverted(gates);
    case 'ctrl':
    case 'negctrl':
      return controlled(gates, qubits.slice(0, taken));
    case 'pow':
      spend(frame, span, repeatedLength(gates, modifier.count));
      return repeated(gates, modifier.count);
  }
}

function unmodified(frame: Frame, { gate, angles, qubits }: Unfolding): readonly Elementary[] {
  if (gate.kind === 'built-in') return gate.gate.gates(angles, qubits);
  return gate.kind === 'defined' ? runDefinition(frame, gate, angles, qubits) : [];
}

const DEEPEST = 100;

/** The gates of a definition, for these angles and qubits. */
export function runDefinition(
  frame: Frame,
  { definition, order }: Extract<Gate, { kind: 'defined' }>,
  angles: readonly Affine[],
  qubits: readonly number[],
): readonly GateOperation[] {
  if (frame.depth >= DEEPEST) {
    const reason = `it is defined through more than ${DEEPEST} others`;
    unsupported(frame, definition.name.span, `The gate \`${definition.name.text}\``, reason);
  }
  const names = new Map<string, Value>([
    ...frame.reading.constants,
    ...definition.parameters.map(
      ({ text }, index) => [text, { kind: 'number', value: angles[index]! }] as const,
    ),
    ...definition.qubits.map(
      ({ text }, index) =>
        [text, { kind: 'qubits', members: [qubits[index]!], single: true }] as const,
    ),
  ]);
  const operations: GateOperation[] = [];
  const inner: Frame = {
    ...frame,
    place: 'gate',
    names,
    outer: null,
    reach: order,
    depth: frame.depth + 1,
    conditions: [],
    operations,
  };
  frame.rules.statements(inner, definition.body);
  return operations;
}
