import { describe, expect, test } from 'vitest';
import type { Gate, GateName } from '../../runtime/program/circuit.ts';
import { lowerGate, type UnitaryGate } from '../../runtime/simulate/lower/gate.ts';
import type { Operation } from '../../runtime/simulate/lower/operation.ts';
import { constantForm } from '../../runtime/simulate/plan/form.ts';
import { type DenseState, denseUnitary } from '../support/dense.ts';
import { affine, circuitOf, gate, UNITARIES } from './random-circuit.ts';

const ANGLES = [0, Math.PI / 2, -Math.PI / 2, Math.PI, -Math.PI, 4 * Math.PI, 0.7, -2.1];

describe('each gate is what the operations it is lowered to make', () => {
  for (const [name, targets, angles] of UNITARIES) {
    for (const controls of [0, 1, 2, 3]) {
      test(`${name} with ${controls} controls`, () => {
        const qubits = Array.from({ length: targets }, (_, i) => targets - 1 - i);
        const on = Array.from({ length: controls }, (_, i) => targets + i);
        const all = Math.max(1, targets + controls);
        for (const angle of angles === 0 ? [0] : ANGLES) {
          const operations = lowerGate(name as UnitaryGate, qubits, on, constantForm(angle));
          const expected = unitary(all, [gate(name, qubits, { controls: on, angles: [0] })], angle);
          expect(distanceUpToPhase(unitaryOfOperations(all, operations), expected)).toBeLessThan(
            1e-14,
          );
        }
      });
    }
  }
});

test('a global phase matters once it is controlled', () => {
  const plain = unitary(1, [gate('phase', [], { angles: [0] })], 1);
  const nothing = unitary(1, [], 0);
  expect(distanceUpToPhase(plain, nothing)).toBeLessThan(1e-14);
  const controlled = unitary(1, [gate('phase', [], { controls: [0], angles: [0] })], 1);
  expect(distanceUpToPhase(controlled, nothing)).toBeGreaterThan(0.1);
});

function unitary(qubits: number, gates: readonly Gate[], angle: number): DenseState[] {
  return denseUnitary(circuitOf(qubits, { gates, angles: [affine(angle)] }), []);
}

/** The operations, each as the gate of its own definition. */
function unitaryOfOperations(qubits: number, operations: readonly Operation[]): DenseState[] {
  const angles = operations.map((o) => affine('angle' in o ? o.angle.constant : 0));
  const gates = operations.flatMap((operation, i) => asGates(operation, i));
  return denseUnitary(circuitOf(qubits, { gates, angles }), []);
}

function asGates(operation: Operation, angle: number): Gate[] {
  switch (operation.kind) {
    case 'rotation': {
      const { string, controls } = operation;
      const paulis = string.map(({ pauli }) => pauli.toLowerCase()).join('');
      const qubits = string.map(({ qubit }) => qubit);
      return [gate(`r${paulis}` as GateName, qubits, { controls, angles: [angle] })];
    }
    case 'parity': {
      // rz of the parity, which a chain of cx collects on the last qubit
      const last = operation.qubits.at(-1)!;
      const chain = operation.qubits.slice(0, -1).map((q) => gate('x', [last], { controls: [q] }));
      return [...chain, gate('rz', [last], { angles: [angle] }), ...chain.toReversed()];
    }
    case 'phase':
      return [gate('phase', [], { controls: operation.qubits, angles: [angle] })];
    case 'flip':
      return [gate('x', [operation.qubit])];
    case 'addition':
      return [gate('x', [operation.target], { controls: [operation.control] })];
    case 'exchange':
      return [gate('swap', [operation.a, operation.b])];
  }
}

/** The largest difference of entries after the phase of the first large one is made equal. */
function distanceUpToPhase(a: readonly DenseState[], b: readonly DenseState[]): number {
  const flat = (u: readonly DenseState[], part: 're' | 'im'): number[] =>
    u.flatMap((column) => [...column[part]]);
  const [ar, ai, br, bi] = [flat(a, 're'), flat(a, 'im'), flat(b, 're'), flat(b, 'im')];
  const pivot = br.findIndex((re, i) => Math.hypot(re, bi[i]!) > 0.3);
  const norm = Math.hypot(ar[pivot]!, ai[pivot]!) ** 2;
  const c = (br[pivot]! * ar[pivot]! + bi[pivot]! * ai[pivot]!) / norm;
  const s = (bi[pivot]! * ar[pivot]! - br[pivot]! * ai[pivot]!) / norm;
  return ar.reduce(
    (most, re, i) =>
      Math.max(most, Math.hypot(c * re - s * ai[i]! - br[i]!, s * re + c * ai[i]! - bi[i]!)),
    0,
  );
}
