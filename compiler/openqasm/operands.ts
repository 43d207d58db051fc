import type { Expression, Listed, Operand, Range } from '../../grammar/openqasm/index.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { described, integerOf } from './numbers.ts';
import {
  findName,
  refuse,
  silently,
  spend,
  unsupported,
  type Frame,
  type Items,
  type Registers,
} from './reading.ts';
import type { Span } from '../../grammar/tree.ts';

/** The qubits or bits that an operand speaks of. */
export function itemsOf(frame: Frame, operand: Operand, wanted: Items['kind']): Items {
  let items = named(frame, operand, wanted);
  for (const index of operand.indices) items = indexed(frame, operand, items, index);
  return items;
}

function named(frame: Frame, { name }: Operand, wanted: Items['kind']): Items {
  if (name.text.startsWith('$') && wanted === 'qubits') return machineQubit(frame, name);
  const found = findName(frame, name.text);
  if (found?.kind === 'failed') silently();
  if (found?.kind === wanted) return found;
  const what = wanted === 'qubits' ? 'qubit or register' : 'bit or register of bits';
  if (found === undefined) {
    const near = nearest(name.text, namesOf(frame, wanted));
    // Told once: what follows would say the same of the same name.
    frame.names.set(name.text, { kind: 'failed' });
    refuse(
      frame,
      'unknown-name',
      'default',
      name.span,
      { what, name: name.text },
      near === undefined ? {} : { help: `Did you mean \`${near}\`?` },
    );
  }
  return refuse(frame, 'type-mismatch', 'default', name.span, {
    what: `\`${name.text}\``,
    found: described(found),
    wanted: `a ${what}`,
  });
}

function namesOf(frame: Frame, wanted: Items['kind']): string[] {
  const names: string[] = [];
  for (let at: Frame | null = frame; at; at = at.outer)
    for (const [name, value] of at.names) if (value.kind === wanted) names.push(name);
  return names;
}

/** `$3`: qubits of the machine are there once they are spoken of, with all below them. */
function machineQubit(frame: Frame, { text, span }: Operand['name']): Items {
  const { hardware, quantum } = frame.reading;
  if (frame.place === 'gate')
    unsupported(frame, span, `\`${text}\` in a gate`, 'a gate is the same on all qubits');
  const index = Number(text.slice(1));
  if (index >= MOST_QUBITS)
    unsupported(frame, span, `\`${text}\``, `a circuit has at most ${MOST_QUBITS} qubits`);
  while (hardware.length <= index) hardware.push(quantum.count++);
  return { kind: 'qubits', members: [hardware[index]!], single: true };
}

const MOST_QUBITS = 100_000;

/** New qubits or bits. */
export function allocate(
  frame: Frame,
  registers: Registers,
  kind: Items['kind'],
  name: Operand['name'],
  size: number | null,
  span: Span,
): Items {
  if (size !== null && (size < 1 || size > MOST_QUBITS)) {
    refuse(frame, 'type-mismatch', 'default', span, {
      what: `The size ${size} of \`${name.text}\``,
      found: 'out of bounds',
      wanted: `a size from 1 to ${MOST_QUBITS}`,
    });
  }
  const members = Array.from({ length: size ?? 1 }, () => registers.count++);
  // Without the `;`.
  registers.list.push({ name: name.text, size, members, span: { ...span, end: span.end - 1 } });
  return { kind, members, single: size === null };
}

function indexed(
  frame: Frame,
  operand: Operand,
  items: Items,
  index: Expression | Range | Listed,
): Items {
  const name = operand.name.text;
  if (items.single) {
    refuse(frame, 'type-mismatch', 'default', operand.span, {
      what: `\`${name}\``,
      found: items.kind === 'qubits' ? 'one qubit' : 'one bit',
      wanted: 'a register',
    });
  }
  const whole = (at: Expression): number => integerOf(frame, at, 'an index');
  const member = (at: number, span: Span): number => {
    const size = items.members.length;
    // Negative indices count from the end.
    const found = items.members[at < 0 ? at + size : at];
    if (found !== undefined) return found;
    return refuse(frame, 'index-out-of-range', 'default', span, {
      what: name,
      items: items.kind,
      last: size - 1,
      index: at,
    });
  };
  if (index.kind === 'listed') {
    return {
      ...items,
      members: index.items.map((item) => member(whole(item), item.span)),
    };
  }
  if (index.kind === 'range') {
    const positions = rangeValues(frame, index, items.members.length);
    return { ...items, members: positions.map((at) => member(at, index.span)) };
  }
  return { ...items, members: [member(whole(index), index.span)], single: true };
}

/** `[start:step:stop]` with `stop` in it; `length` stands in for ends that are left out. */
export function rangeValues(frame: Frame, range: Range, length: number | null): number[] {
  const step = range.step === null ? 1 : integerOf(frame, range.step, 'a step');
  const end = (at: Expression | null, otherwise: number): number => {
    if (at !== null) {
      const value = integerOf(frame, at, 'an end of a range');
      return value < 0 && length !== null ? value + length : value;
    }
    if (length !== null) return otherwise;
    return unsupported(frame, range.span, 'A range without an end', 'a loop has a known length');
  };
  const start = end(range.start, step > 0 ? 0 : (length ?? 0) - 1);
  const stop = end(range.stop, step > 0 ? (length ?? 0) - 1 : 0);
  if (step === 0) {
    refuse(frame, 'type-mismatch', 'default', range.span, {
      what: 'The step of this range',
      found: 'zero',
      wanted: 'another number',
    });
  }
  const count = Math.max(0, Math.floor((stop - start) / step) + 1);
  spend(frame, range.span, count);
  return Array.from({ length: count }, (_, pass) => start + pass * step);
}
