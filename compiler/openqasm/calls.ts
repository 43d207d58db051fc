import type { GateCall } from '../../grammar/openqasm/index.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { counted } from '../3-elaborate/report.ts';
import { libraries } from './built-in.ts';
import { affineOf } from './numbers.ts';
import { itemsOf } from './operands.ts';
import { refuse, spend, unsupported, type Frame, type Gate, type Items } from './reading.ts';
import { controlCount, countedModifier, unfold, type CountedModifier } from './unfold.ts';

/** A gate on operands: repeated over registers of equal length, modifiers and definitions unfolded. */
export function runCall(frame: Frame, call: GateCall): void {
  const gate = gateOf(frame, call);
  const angles = call.arguments.map((one) => affineOf(frame, one));
  const items = call.operands.map((operand) => itemsOf(frame, operand, 'qubits'));
  const modifiers = call.modifiers.map((modifier) => countedModifier(frame, modifier));
  checkCounts(frame, call, gate, modifiers);
  const { conditions } = frame;
  const { span } = call;
  for (const qubits of broadcast(frame, call, items)) {
    spend(frame, span);
    distinct(frame, call, qubits);
    for (const one of unfold(frame, { gate, angles, modifiers, qubits, span }))
      frame.operations.push({ ...one, kind: 'gate', conditions, span });
  }
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

/** As many angles and operands as the gate and its controls take. */
function checkCounts(
  frame: Frame,
  call: GateCall,
  gate: Gate,
  modifiers: readonly CountedModifier[],
): void {
  const { name, operands, span } = call;
  const { angles, qubits } = shapeOf(gate);
  if (call.arguments.length !== angles) {
    refuse(frame, 'unknown-argument', 'many', span, {
      callee: name.text,
      wanted: counted(angles, 'argument'),
      given: call.arguments.length,
    });
  }
  const wanted = qubits + controlCount(modifiers);
  if (operands.length !== wanted) {
    refuse(frame, 'operand-count', 'default', span, {
      name: name.text,
      wanted: counted(wanted, 'operand'),
      given: operands.length === 1 ? '1 is' : `${operands.length} are`,
    });
  }
}

function shapeOf(gate: Gate): { angles: number; qubits: number } {
  switch (gate.kind) {
    case 'built-in':
      return gate.gate;
    case 'defined':
      return { angles: gate.definition.parameters.length, qubits: gate.definition.qubits.length };
    case 'opaque':
      return { angles: 0, qubits: 0 };
  }
}
