import type {
  Alias,
  ClassicalDeclaration,
  GateDefinition,
  Include,
  OpaqueDeclaration,
  QuantumDeclaration,
} from '../../grammar/openqasm/index.ts';
import { exact } from '../../runtime/program/index.ts';
import { libraries } from './built-in.ts';
import { affineOf, described, integerOf } from './numbers.ts';
import { allocate, itemsOf } from './operands.ts';
import { measure } from './measure.ts';
import { bindName, refuse, silently, unsupported, type Frame, type Value } from './reading.ts';

/** The gates of a library that every reader knows; the file's own gates of the same names stay. */
export function includeLibrary(frame: Frame, { path, span }: Include): void {
  const library = libraries.get(path);
  if (library === undefined) {
    const known = [...libraries.keys()].map((name) => `\`${name}\``).join(' and ');
    unsupported(frame, span, `\`include "${path}"\``, `only ${known} are known`);
  }
  const { gates } = frame.reading;
  for (const [name, gate] of Object.entries(library)) {
    const found = gates.get(name);
    if (found === undefined || found.kind === 'built-in')
      gates.set(name, { kind: 'built-in', gate });
  }
}

export function declareQubits(frame: Frame, { name, size, span }: QuantumDeclaration): void {
  const count = size && integerOf(frame, size, 'a number of qubits');
  const { quantum } = frame.reading;
  bindName(frame, name, allocate(frame, quantum, 'qubits', name, count, span));
}

export function declareGate(frame: Frame, definition: GateDefinition | OpaqueDeclaration): void {
  const { gates } = frame.reading;
  const { name, span } = definition;
  const found = gates.get(name.text);
  if (found !== undefined && found.kind !== 'built-in')
    refuse(frame, 'duplicate-name', 'default', name.span, { name: name.text });
  const order = [...gates.values()].filter(({ kind }) => kind === 'defined').length;
  gates.set(
    name.text,
    definition.kind === 'opaque'
      ? { kind: 'opaque', span }
      : { kind: 'defined', definition, order },
  );
}

export function declareAlias(frame: Frame, { name, parts }: Alias): void {
  const items = parts.map((part) => itemsOf(frame, part, 'qubits'));
  bindName(frame, name, {
    kind: 'qubits',
    members: items.flatMap(({ members }) => members),
    single: items.length === 1 && items[0]!.single,
  });
}

/** Bits, inputs and numbers that have a name. */
export function declareClassical(frame: Frame, declaration: ClassicalDeclaration): void {
  const { role, type, name, value } = declaration;
  if (type.name === 'bit' && role !== 'input') declareBits(frame, declaration);
  else if (role === 'input') declareInput(frame, declaration);
  else if (role === 'output') {
    const reason = 'only measured bits come out of a circuit';
    unsupported(frame, declaration.span, `\`output ${type.name}\``, reason);
  } else if (value === null || value.kind === 'measurement') {
    unsupported(
      frame,
      declaration.span,
      `\`${name.text}\` without a value`,
      'values are known before the circuit runs',
    );
  } else {
    const known = knownValue(frame, declaration, value);
    bindName(frame, name, known);
    if (role === 'constant' && frame.outer === null) frame.reading.constants.set(name.text, known);
  }
}

function declareBits(frame: Frame, { type, name, value, span }: ClassicalDeclaration): void {
  const { size } = type;
  const count = size && integerOf(frame, size, 'a number of bits');
  const { classical } = frame.reading;
  const bits = allocate(frame, classical, 'bits', name, count, span);
  bindName(frame, name, bits);
  if (value === null) return;
  if (value.kind !== 'measurement') {
    unsupported(frame, value.span, 'A bit with a value', 'bits hold what is measured');
  }
  measure(frame, value, bits, span);
}

function declareInput(frame: Frame, { type, name, span }: ClassicalDeclaration): void {
  if (type.name !== 'float' && type.name !== 'angle') {
    const reason = 'an input is an angle or a float, which stays open until the circuit runs';
    unsupported(frame, span, `\`input ${type.name}\``, reason);
  }
  const { inputs } = frame.reading;
  const leaf = inputs.length;
  const terms = [{ leaf, coefficient: exact.one }];
  bindName(frame, name, { kind: 'number', value: { constant: exact.zero, terms } });
  inputs.push(name.text);
}

function knownValue(
  frame: Frame,
  { type }: ClassicalDeclaration,
  written: Exclude<ClassicalDeclaration['value'], null | { kind: 'measurement' }>,
): Value {
  if (type.name === 'bool') {
    const value = frame.rules.expression(frame, written);
    if (value.kind === 'failed') silently();
    if (value.kind === 'boolean') return value;
    return refuse(frame, 'type-mismatch', 'default', written.span, {
      what: 'This value',
      found: described(value),
      wanted: 'a truth value',
    });
  }
  if (type.name === 'int' || type.name === 'uint') integerOf(frame, written, 'a whole number');
  return { kind: 'number', value: affineOf(frame, written) };
}
