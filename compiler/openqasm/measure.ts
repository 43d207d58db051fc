import type { Measurement } from '../../grammar/openqasm/index.ts';
import type { Span } from '../../grammar/tree.ts';
import { counted } from '../3-elaborate/report.ts';
import { itemsOf } from './operands.ts';
import { refuse, type Frame, type Items } from './reading.ts';

/** Qubits read into bits, one into one; without bits the outcomes are thrown away. */
export function measure(
  frame: Frame,
  { operand }: Measurement,
  bits: Items | null,
  span: Span,
): void {
  const { members } = itemsOf(frame, operand, 'qubits');
  if (bits !== null && bits.members.length !== members.length) {
    refuse(frame, 'size-mismatch', 'default', span, {
      left: `\`${operand.name.text}\` has ${counted(members.length, 'qubit')} here`,
      right: `${counted(bits.members.length, 'bit')} take what is measured`,
    });
  }
  const { conditions, operations } = frame;
  members.forEach((qubit, index) => {
    const bit = bits?.members[index] ?? null;
    operations.push({ kind: 'measure', qubit, bit, conditions, span });
  });
}
