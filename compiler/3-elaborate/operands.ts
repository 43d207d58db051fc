import type { Operand } from '../../grammar/tree.ts';
import { findName, locate, textAt, type Frame, type PlacedQubits } from './frame.ts';
import { described } from './describe.ts';
import { refuse, silently } from './report.ts';
import { indexedQubits } from './slicing.ts';
import { live } from './quantum.ts';

/** `q`, `q[0..2]`, `[a, b]` as a list of live qubits. */
export function operandOf(frame: Frame, operand: Operand): PlacedQubits {
  const at = locate(frame, operand.span);
  if (operand.kind === 'joined') {
    const parts = operand.parts.map((part) => operandOf(frame, part));
    const seen = new Set<number>();
    for (const { qubits } of parts) {
      if (qubits.ids.some((id) => seen.has(id)))
        refuse('repeated-qubit', 'default', at, { what: qubits.name });
      for (const id of qubits.ids) seen.add(id);
    }
    return { qubits: { kind: 'qubits', ids: [...seen], name: textAt(frame, at) }, at };
  }
  const value = findQubits(frame, operand.name.text);
  if (value === undefined || value.kind === 'failed') silently();
  if (value.kind !== 'qubits') {
    refuse('type-mismatch', 'default', at, {
      what: `\`${operand.name.text}\``,
      found: described(value),
      wanted: 'a register',
    });
  }
  if (operand.index !== null) {
    const index = frame.elaboration.rules.expression(frame, operand.index);
    if (index.kind === 'failed') silently();
    return { qubits: indexedQubits(frame, value, [index], at), at };
  }
  const ids = live(frame.elaboration.quantum, value.ids);
  return {
    qubits: { kind: 'qubits', ids: ids.length > 0 ? ids : value.ids, name: operand.name.text },
    at,
  };
}

/** A register of that name, though a value in an inner block may bear it too. */
function findQubits(frame: Frame, name: string): ReturnType<typeof findName> {
  for (let at: Frame | null = frame; at; at = at.outer) {
    const found = at.names.get(name);
    if (found?.kind === 'qubits' || found?.kind === 'failed') return found;
  }
  return findName(frame, name);
}
