import type { Pauli } from '../../program/circuit.ts';
import { lowerGate, type UnitaryGate } from '../lower/gate.ts';
import type { Operation } from '../lower/operation.ts';
import { constantForm, type Form, scaleForm } from '../plan/form.ts';
import type { Axis } from './affine.ts';
import { diagonalMap, rotationMap } from './affine.ts';
import { controlledX, controlledZ, exchange } from './monomial.ts';
import type { Factor, Monomial, NoisyOperation } from './operation.ts';

type Step =
  | Omit<NoisyOperation & { kind: 'local' }, 'blocks'>
  | Omit<NoisyOperation & { kind: 'monomial' }, 'blocks'>;

/**
 * A gate as one-qubit maps and Clifford gates: `exp(-i a P / 2)` of a word P on several qubits is a rotation of one of
 * them between Clifford gates that shorten the word to it.
 */
export function gateOperations(
  name: UnitaryGate,
  qubits: readonly number[],
  controls: readonly number[],
  angle: Form,
): readonly Step[] {
  const [target = -1] = qubits;
  if (name === 'x' && controls.length > 1) {
    const hadamard = gateOperations('h', qubits, [], angle);
    const phases = phaseWhere([...controls, target], constantForm(Math.PI));
    return [...hadamard, ...phases, ...hadamard];
  }
  return lowerGate(name, qubits, controls, angle).flatMap(stepsOf);
}

function stepsOf(operation: Operation): readonly Step[] {
  switch (operation.kind) {
    case 'flip':
      return [local(operation.qubit, { kind: 'constant', map: diagonalMap(1, -1, -1) })];
    case 'addition':
      return [clifford(controlledX(operation.control, operation.target))];
    case 'exchange':
      return [clifford(exchange(operation.a, operation.b))];
    case 'parity':
      return parityRotation(operation.qubits, operation.angle);
    case 'phase':
      return phaseWhere(operation.qubits, operation.angle);
    case 'rotation':
      return stringRotation(operation);
  }
}

/** `exp(-i angle / 2 P)` of a string with X or Y, where all controls are 1. */
function stringRotation({
  string,
  controls,
  angle,
}: Operation & { readonly kind: 'rotation' }): readonly Step[] {
  const turned = string.find(({ pauli }) => pauli !== 'Z')!;
  const target = turned.qubit;
  const others = string.filter(({ qubit }) => qubit !== target);
  const into = others.flatMap(({ qubit, pauli }) => frame(qubit, pauli, -1));
  const back = others.flatMap(({ qubit, pauli }) => frame(qubit, pauli, 1));
  // 1 where all controls are 1 is the mean of (-1)^|S| Z_S over all subsets S of them.
  const core = subsetsOf(controls).flatMap((subset) => {
    const sign = subset.length % 2 === 0 ? 1 : -1;
    const part = scaleForm(angle, sign / 2 ** controls.length);
    const around = [...others.map(({ qubit }) => qubit), ...subset].map((qubit) =>
      clifford(controlledZ(qubit, target)),
    );
    return [...around, rotation(target, turned.pauli === 'X' ? 'x' : 'y', part), ...around];
  });
  return [...into, ...core, ...back];
}

/** What turns Z into another Pauli, or (`-1`) back. */
function frame(qubit: number, pauli: Pauli, direction: 1 | -1): readonly Step[] {
  if (pauli === 'Z') return [];
  const [axis, angle] =
    pauli === 'X' ? (['y', Math.PI / 2] as const) : (['x', -Math.PI / 2] as const);
  return [rotation(qubit, axis, constantForm(direction * angle))];
}

/** `exp(-i angle / 2 Z...Z)` */
function parityRotation(qubits: readonly number[], angle: Form): readonly Step[] {
  const [target, ...others] = qubits;
  if (target === undefined) return [];
  const around = others.map((other) => clifford(controlledX(other, target)));
  return [...around, rotation(target, 'z', angle), ...around.toReversed()];
}

/**
 * `x_1 ... x_m = 2^-m sum_S (-1)^|S| z_S` over the subsets S of the qubits, so a phase where all are 1 is a product of
 * rotations by parity. The empty subset is a global phase.
 */
function phaseWhere(qubits: readonly number[], angle: Form): readonly Step[] {
  const [a, b] = qubits;
  if (qubits.length === 2 && angle.terms.length === 0 && isHalfTurn(angle.constant)) {
    return [clifford(controlledZ(a!, b!))];
  }
  return subsetsOf(qubits)
    .filter((subset) => subset.length > 0)
    .flatMap((subset) => {
      const sign = subset.length % 2 === 0 ? -1 : 1;
      return parityRotation(subset, scaleForm(angle, (2 * sign) / 2 ** qubits.length));
    });
}

function isHalfTurn(angle: number): boolean {
  return Math.abs(Math.abs(angle) - Math.PI) < 1e-15;
}

function rotation(qubit: number, axis: Axis, angle: Form): Step {
  if (angle.terms.length > 0) return local(qubit, { kind: 'rotation', axis, angle });
  return local(qubit, { kind: 'constant', map: rotationMap(axis, angle.constant) });
}

function local(qubit: number, factor: Factor): Step {
  return { kind: 'local', qubit, factor };
}

function clifford(monomial: Monomial): Step {
  return { kind: 'monomial', monomial };
}

/** From the empty one on. */
function subsetsOf(qubits: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** qubits.length }, (_, i) =>
    qubits.filter((_, j) => (i >> j) & 1),
  );
}
