import type { GateCall, Modifier } from '../../grammar/openqasm/index.ts';
import type { Affine } from '../../runtime/program/index.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { counted } from '../3-elaborate/report.ts';
import { libraries, type Elementary } from './built-in.ts';
import {
  controlled,
  inverted,
  repeated,
  repeatedLength,
  withoutControlledPhase,
} from './modifiers.ts';
import { affineOf, integerOf } from './numbers.ts';
import { itemsOf } from './operands.ts';
import type { GateOperation } from './program.ts';
import {
  refuse,
  spend,
  unsupported,
  type Frame,
  type Gate,
  type Items,
  type Value,
} from './reading.ts';

/** A gate on operands: repeated over registers of equal length, modifiers and definitions unfolded. */
export function runCall(frame: Frame, call: GateCall): void {
  const gate = gateOf(frame, call);
  const angles = call.arguments.map((one) => affineOf(frame, one));
  const items = call.operands.map((operand) => itemsOf(frame, operand, 'qubits'));
  const modifiers = call.modifiers.map((modifier) => countedModifier(frame, modifier));
  checkArguments(frame, call, gate, angles);
  checkOperands(frame, call, gate, modifiers);
  const { conditions } = frame;
  for (const qubits of broadcast(frame, call, items)) {
    spend(frame, call.span);
    distinct(frame, call, qubits);
    const flipped = negatives(modifiers, qubits).map((qubit) => elementaryX(qubit));
    const gates = modified(frame, call, gate, angles, modifiers, qubits);
    for (const one of [...flipped, ...gates, ...flipped]) {
      frame.operations.push({
        ...withoutControlledPhase(one),
        kind: 'gate',
        conditions,
        span: call.span,
      });
    }
  }
}

interface CountedModifier {
  readonly kind: Modifier['kind'];
  /** Of a power its exponent, of a control the number of its qubits. */
  readonly count: number;
}

function countedModifier(frame: Frame, { kind, argument, span }: Modifier): CountedModifier {
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

function gateOf(frame: Frame, { name, span }: GateCall): Gate {
  const { gates } = frame.reading;
  const found = gates.get(name.text);
  if (found?.kind === 'defined' && found.order >= frame.reach) {
    refuse(
      frame,
      'unknown-name',
      'default',
      name.span,
      { what: 'gate', name: name.text },
      { help: 'A gate is made of gates that are defined before it.' },
    );
  }
  if (found === undefined) {
    const help = missingGateHelp(name.text, gates);
    refuse(
      frame,
      'unknown-name',
      'default',
      name.span,
      { what: 'gate', name: name.text },
      { help },
    );
  }
  if (found.kind === 'opaque') {
    unsupported(
      frame,
      span,
      `The opaque gate \`${name.text}\``,
      'nothing says what it does',
      'Define it with `gate`.',
    );
  }
  return found;
}

function missingGateHelp(name: string, gates: Frame['reading']['gates']): string {
  const library = [...libraries].find(([, one]) => name in one)?.[0];
  const includesOne = gates.has('h');
  if (library !== undefined && !includesOne) return `Write \`include "${library}";\` above.`;
  const near = library === undefined ? nearest(name, [...gates.keys()]) : undefined;
  return near === undefined ? 'Define it with `gate`.' : `Did you mean \`${near}\`?`;
}

function checkArguments(
  frame: Frame,
  { name, span }: GateCall,
  gate: Gate,
  angles: readonly Affine[],
): void {
  const wanted =
    gate.kind === 'built-in'
      ? gate.gate.angles
      : gate.kind === 'defined'
        ? gate.definition.parameters.length
        : 0;
  if (angles.length === wanted) return;
  refuse(frame, 'unknown-argument', 'many', span, {
    callee: name.text,
    wanted: counted(wanted, 'argument'),
    given: angles.length,
  });
}

function checkOperands(
  frame: Frame,
  { name, operands, span }: GateCall,
  gate: Gate,
  modifiers: readonly CountedModifier[],
): void {
  const own =
    gate.kind === 'built-in'
      ? gate.gate.qubits
      : gate.kind === 'defined'
        ? gate.definition.qubits.length
        : 0;
  const controls = modifiers.filter(isControl).reduce((sum, { count }) => sum + count, 0);
  if (operands.length === own + controls) return;
  refuse(frame, 'operand-count', 'default', span, {
    name: name.text,
    wanted: counted(own + controls, 'operand'),
    given: operands.length === 1 ? '1 is' : `${operands.length} are`,
  });
}

function isControl({ kind }: CountedModifier): boolean {
  return kind === 'ctrl' || kind === 'negctrl';
}

/** One list of qubits for each position of the registers among the operands. */
function broadcast(frame: Frame, call: GateCall, items: readonly Items[]): readonly number[][] {
  const lists = items.map(({ members }) => members);
  const long = lists.findIndex((list) => list.length !== 1);
  const length = long < 0 ? 1 : lists[long]!.length;
  const odd = lists.findIndex((list) => list.length !== 1 && list.length !== length);
  if (odd >= 0) {
    const text = (index: number): string =>
      `\`${call.operands[index]!.name.text}\` (${counted(lists[index]!.length, 'qubit')})`;
    refuse(frame, 'broadcast-mismatch', 'default', call.operands[odd]!.span, {
      name: call.name.text,
      left: text(long),
      right: text(odd),
    });
  }
  return Array.from({ length }, (_, position) =>
    lists.map((list) => (list.length === 1 ? list[0]! : list[position]!)),
  );
}

function distinct(frame: Frame, call: GateCall, qubits: readonly number[]): void {
  const twice = qubits.findIndex((qubit, index) => qubits.indexOf(qubit) !== index);
  if (twice < 0) return;
  const operand = call.operands[twice]!;
  const { start, end } = operand.span;
  refuse(frame, 'repeated-qubit', 'default', operand.span, {
    what: frame.reading.text.slice(start, end),
  });
}

/** Qubits whose |0> a `negctrl` waits for. */
function negatives(modifiers: readonly CountedModifier[], qubits: readonly number[]): number[] {
  let at = 0;
  return modifiers.flatMap((modifier) => {
    if (!isControl(modifier)) return [];
    const own = qubits.slice(at, (at += modifier.count));
    return modifier.kind === 'negctrl' ? own : [];
  });
}

function elementaryX(qubit: number): Elementary {
  return { name: 'x', qubits: [qubit], controls: [], angles: [] };
}

function modified(
  frame: Frame,
  call: GateCall,
  gate: Gate,
  angles: readonly Affine[],
  modifiers: readonly CountedModifier[],
  qubits: readonly number[],
): readonly Elementary[] {
  const [modifier, ...inner] = modifiers;
  if (modifier === undefined) return unfolded(frame, gate, angles, qubits);
  const taken = isControl(modifier) ? modifier.count : 0;
  const gates = modified(frame, call, gate, angles, inner, qubits.slice(taken));
  switch (modifier.kind) {
    case 'inv':
      return inverted(gates);
    case 'ctrl':
    case 'negctrl':
      return controlled(gates, qubits.slice(0, taken));
    case 'pow':
      spend(frame, call.span, repeatedLength(gates, modifier.count));
      return repeated(gates, modifier.count);
  }
}

function unfolded(
  frame: Frame,
  gate: Gate,
  angles: readonly Affine[],
  qubits: readonly number[],
): readonly Elementary[] {
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
