import { isMarker, type Circuit, type Gate } from '../../program/circuit.ts';
import { UserProblem } from '../../program/problem.ts';
import type { Mask } from '../plan/bits.ts';
import { constantForm, type Form, formOf, scaleForm } from '../plan/form.ts';
import type { Element } from './element.ts';
import { addLabel, exchangeLabels, flipLabel, type Frame, identityFrame } from './frame.ts';
import { placeString } from './place-string.ts';
import { lowerGate, type UnitaryGate } from './gate.ts';
import type { Operation } from './operation.ts';

/** Amplitudes loaded at the start: `amplitudes[i]` belongs to the label whose digits are `qubits`, first highest. */
export interface Preparation {
  readonly qubits: readonly number[];
  readonly amplitudes: readonly Form[];
}

/** A circuit as operations on stored amplitudes, all of which are zero at first but the one with index 0. */
export interface Lowered {
  readonly qubits: number;
  readonly preparations: readonly Preparation[];
  readonly elements: readonly Element[];
  /** How many gates act. */
  readonly gates: number;
  /** How many of them do nothing but number amplitudes otherwise. */
  readonly relabelled: number;
  /** How labels follow from indices at the end. */
  readonly frame: Frame;
}

/**
 * Lowers the gates of a circuit without measurements and resets on the way that act when the modalities for which `present` holds are there.
 * @throws UserProblem `not-yet` for a `prepare` of qubits that are in use
 */
export function lowerCircuit(circuit: Circuit, present: (modality: string) => boolean): Lowered {
  const frame = identityFrame(circuit.qubits.length);
  const forms = circuit.angles.map(formOf);
  const used = new Set<number>();
  const preparations: Preparation[] = [];
  const elements: Element[] = [];
  let [gates, relabelled] = [0, 0];
  for (const gate of circuit.gates) {
    if (isMarker(gate.name) || !gate.when.every(present)) continue;
    if (gate.name === 'reset' || gate.name === 'measure')
      throw new Error(`${gate.name} must be deferred before it is lowered`);
    if (gate.name === 'prepare') {
      refuseUsed(circuit, gate, used);
      preparations.push({
        qubits: gate.qubits,
        amplitudes: gate.angles.map((i) => forms[i]!),
      });
    } else {
      const angle = gate.angles.length > 0 ? forms[gate.angles[0]!]! : constantForm(0);
      gates += 1;
      const name: UnitaryGate = gate.name;
      const before = elements.length;
      for (const operation of lowerGate(name, gate.qubits, gate.controls, angle)) {
        elements.push(...place(operation, frame, gate));
      }
      if (elements.length === before) relabelled += 1;
    }
    for (const qubit of [...gate.qubits, ...gate.controls]) used.add(qubit);
  }
  return { qubits: circuit.qubits.length, preparations, elements, gates, relabelled, frame };
}

/** What an operation does to stored amplitudes; relabelling changes the frame instead. */
function place(operation: Operation, frame: Frame, gate: Gate): Element[] {
  switch (operation.kind) {
    case 'flip':
      flipLabel(frame, operation.qubit);
      return [];
    case 'addition':
      addLabel(frame, operation.control, operation.target);
      return [];
    case 'exchange':
      exchangeLabels(frame, operation.a, operation.b);
      return [];
    case 'parity':
      return [parityPhase(frame, operation.qubits, operation.angle, gate)];
    case 'phase':
      return expandPhase(frame, operation.qubits, operation.angle, gate);
    case 'rotation': {
      const { flip, parity, sign, ys } = placeString(operation.string, frame);
      // i^ys is i^(flip . parity) or its opposite.
      const turned = ys < 2 ? sign : -sign;
      return [
        {
          kind: 'rotation',
          flip,
          parity,
          conditions: operation.controls.map((control) => ({
            mask: frame.rows[control]!,
            value: frame.flips[control] === 1 ? 0 : 1,
          })),
          angle: turned === -1 ? scaleForm(operation.angle, -1) : operation.angle,
          gates: [gate],
        },
      ];
    }
  }
}

function parityPhase(frame: Frame, qubits: readonly number[], angle: Form, gate: Gate): Element {
  let mask: Mask = 0;
  let flips = 0;
  for (const qubit of qubits) {
    mask ^= frame.rows[qubit]!;
    flips ^= frame.flips[qubit]!;
  }
  return { kind: 'phase', mask, angle: flips === 1 ? scaleForm(angle, -1) : angle, gates: [gate] };
}

/**
 * `x_1 ... x_m` is `2^-m sum_S (-1)^|S| z_S` over the subsets S of the qubits, so a phase where all are 1 is a
 * product of phases by parity. The empty subset is a global phase.
 */
function expandPhase(frame: Frame, qubits: readonly number[], angle: Form, gate: Gate): Element[] {
  const subsets = 2 ** qubits.length;
  return Array.from({ length: subsets - 1 }, (_, i) => {
    const subset = qubits.filter((_, j) => ((i + 1) >> j) & 1);
    const sign = subset.length % 2 === 0 ? -1 : 1;
    return parityPhase(frame, subset, scaleForm(angle, (2 * sign) / subsets), gate);
  });
}

function refuseUsed(circuit: Circuit, gate: Gate, used: ReadonlySet<number>): void {
  const qubit = gate.qubits.find((q) => used.has(q));
  if (qubit === undefined && gate.controls.length === 0) return;
  const { register, index } = circuit.qubits[qubit ?? gate.qubits[0]!]!;
  throw new UserProblem({
    code: 'not-yet',
    message: `The simulator cannot yet prepare ${register}[${index}] after other gates have acted on it.`,
    help: 'Prepare amplitudes on fresh qubits, before any gate that touches them.',
  });
}
