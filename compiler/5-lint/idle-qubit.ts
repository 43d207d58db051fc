import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { QubitRecord } from '../3-elaborate/quantum.ts';

/** Registers with qubits that no gate ever acts on. */
export function idleQubit(qubits: readonly QubitRecord[]): Diagnostic[] {
  const idle = qubits.filter((qubit) => !qubit.touched);
  const registers = new Map(
    idle.map((qubit) => [`${qubit.declared.start}:${qubit.register}`, qubit]),
  );
  return [...registers.values()].map(({ register, declared }) => {
    const own = idle.filter(
      (qubit) => qubit.declared === declared || qubit.declared.start === declared.start,
    );
    const all = qubits.filter((qubit) => qubit.declared.start === declared.start).length;
    const which =
      own.length === all ? 'any qubit' : `qubit ${own.map(({ index }) => index).join(', ')}`;
    return diagnose('idle-qubit', 'default', declared, { which, name: register });
  });
}
