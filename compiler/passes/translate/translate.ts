import { UserProblem } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';
import {
  halved,
  isKnown,
  isQuarterTurn,
  isWholeTurns,
  known,
  toAffine,
  type Angle,
} from '../canonical/angle.ts';
import type { Canonical, Fence, Ising } from '../canonical/operation.ts';
import { hadamard, rotation, turn } from '../canonical/quaternion.ts';
import {
  asMonomial,
  fixed,
  join,
  monomialWord,
  nothing,
  splitHead,
  splitTail,
  turned,
  type Word,
} from '../canonical/word.ts';
import { interestAtEnd, withoutTurn } from '../simplify/interest.ts';
import type { Input } from '../pass.ts';
import type { NativeCircuit, NativeName, NativeOperation } from '../native.ts';
import { dialectOf, type Dialect, type Phases } from './dialect.ts';
import { foldedPhase } from './folded-phase.ts';
import { nativeTurns, pulsesOf } from './native-turns.ts';
import { createSlots } from './slots.ts';

const HALF = Math.PI / 2;
const FLIP = fixed([0, 1, 0, 0]);
/** What keeps |0> and |1> apart. */
const KEEPS_BASIS: ReadonlySet<NativeName> = new Set<NativeName>(['rz', 'x', 'gpi']);
/** Of a gate on one qubit. */
const MOST_PULSES: Readonly<Record<Dialect['turns'], number>> = { sx: 2, rx: 1, prx: 1, gpi: 2 };

export interface TranslateOptions {
  /** May angles be computed when values are known? Then no word takes more pulses than a gate on one qubit needs. */
  readonly slots: boolean;
  /** What qubits are in before the circuit. */
  readonly input: Input;
}

/**
 * Writes a routed circuit in a device's own gates; open angles are in turns of frame, `rx`, `prx` and gates of any angle
 * between two qubits only. Turns wait on their qubit until a gate comes that they do not commute with.
 *
 * Preserves the unitary up to global phase; where something is measured, turns about Z of qubits that are known to be in
 * a basis state are left out. Requires `ising` of angles that the device has, and no swaps, both on edges.
 *
 * @throws UserProblem `target-cannot` for a reset or a condition where there is none; `not-yet` for machines with other
 *   gates
 */
export function translate(
  circuit: Canonical,
  device: Device,
  { slots: withSlots, input }: TranslateOptions = { slots: false, input: 'any' },
): NativeCircuit {
  const dialect = dialectOf(device);
  const slots = createSlots(circuit.leaves.length, circuit.computed ?? []);
  const directions = new Set(device.edges.map(({ from, to }) => `${from} ${to}`));
  const stands = (from: number, to: number): boolean =>
    !device.directed || directions.has(`${from} ${to}`);
  const operations: NativeOperation[] = [];
  const waiting = new Array<Word>(circuit.qubits).fill(nothing);
  const add = (qubit: number, word: Word): void => {
    waiting[qubit] = join(waiting[qubit]!, word);
  };
  /** Qubits in |0> or |1>, where nobody sees a turn about Z. */
  const isRead = circuit.measurements.length > 0;
  const isBasis = new Array<boolean>(circuit.qubits).fill(isRead && input === 'ground');
  /** With as few pulses as any gate takes, where that needs a slot. */
  const shortened = (word: Word): Word => {
    if (!withSlots || word.factors.length === 0) return word;
    const { body, tail } = splitTail(word);
    if (pulsesOf(body, dialect) <= MOST_PULSES[dialect.turns]) return word;
    return join(slots.turn(body), monomialWord(tail));
  };
  /** Writes all but a turn of frame that the device has no gate for. */
  const flush = (qubit: number, origin: number): Angle => {
    let word = shortened(waiting[qubit]!);
    if (isBasis[qubit]) word = splitHead(word).rest;
    const { steps, rest } = nativeTurns(word, qubit, dialect);
    for (const step of steps) {
      operations.push({ ...step, origin });
      if (!KEEPS_BASIS.has(step.name)) isBasis[qubit] = false;
    }
    waiting[qubit] = isWholeTurns(rest) ? nothing : turned(rest);
    return rest;
  };
  /** Writes all. */
  const finish = (qubit: number, origin: number): void => {
    const rest = flush(qubit, origin);
    waiting[qubit] = nothing;
    if (isWholeTurns(rest)) return;
    // rz(a) is a half turn about x and one about the axis at a / 2.
    for (const axis of [known(0), halved(rest)].map(toAffine)) {
      const angle = dialect.turns === 'prx' ? { angle: toAffine(known(Math.PI)) } : {};
      const name = dialect.turns === 'prx' ? 'prx' : 'gpi';
      operations.push({ name, qubits: [qubit], ...angle, axis, origin });
    }
  };
  /** Writes what a diagonal gate has to come after. */
  const settle = (qubit: number, origin: number): void => {
    const { body, tail } = splitTail(shortened(waiting[qubit]!));
    waiting[qubit] = body;
    if (tail.flips) add(qubit, monomialWord(tail));
    flush(qubit, origin);
    if (!tail.flips) add(qubit, turned(tail.angle));
  };
  const entangle = ({ a, b, angle, origin }: Ising): void => {
    const { phases } = dialect;
    if (phases !== null && (phases.name === dialect.entangler || !isQuarterTurn(angle))) {
      turnTogether(phases, a, b, angle, origin);
      return;
    }
    if (!isKnown(angle))
      throw new Error('an open angle between two qubits has to be expanded first');
    const quarters = Math.round(angle.constant / HALF);
    const pair = stands(a, b) ? [a, b] : [b, a];
    const [from, to] = pair as [number, number];
    switch (dialect.entangler) {
      case 'cx':
        settle(from, origin);
        add(to, fixed(hadamard));
        flush(to, origin);
        operations.push({ name: 'cx', qubits: pair, origin });
        isBasis[from] = isBasis[to] = false;
        add(to, fixed(hadamard));
        break;
      case 'ecr':
        // cx = rz(pi/2) on the control, rx(pi/2) on the target, ecr, x on the control first, up to global phase.
        add(from, fixed([0, 1, 0, 0]));
        add(to, fixed(hadamard));
        flush(from, origin);
        flush(to, origin);
        operations.push({ name: 'ecr', qubits: pair, origin });
        isBasis[from] = isBasis[to] = false;
        add(from, fixed(turn(HALF)));
        add(to, join(fixed(rotation('x', HALF)), fixed(hadamard)));
        break;
      default:
        settle(from, origin);
        settle(to, origin);
        operations.push({ name: 'cz', qubits: pair, origin });
    }
    // exp(-i pi/4 ZZ) is cz with a quarter turn on each; each quarter more is a half turn on both.
    for (const qubit of pair) add(qubit, fixed(turn(HALF * quarters)));
  };
  const turnTogether = (
    { name, isFolded }: Phases,
    a: number,
    b: number,
    given: Angle,
    origin: number,
  ): void => {
    // Open angles are folded already.
    const isToFold = isFolded && isKnown(given);
    const { angle, isNegative, hasHalfTurn } = isToFold
      ? foldedPhase(given)
      : { angle: given, isNegative: false, hasHalfTurn: false };
    // A flip costs nothing where a pulse comes anyway.
    const flipped = asMonomial(waiting[a]!) === undefined ? a : b;
    if (isNegative) add(flipped, FLIP);
    settle(a, origin);
    settle(b, origin);
    if (!isWholeTurns(angle))
      operations.push({ name, qubits: [a, b], angle: toAffine(angle), origin });
    if (isNegative) add(flipped, FLIP);
    if (hasHalfTurn) for (const qubit of [a, b]) add(qubit, fixed(turn(Math.PI)));
  };
  for (const operation of circuit.operations) {
    switch (operation.kind) {
      case 'turn':
        add(operation.qubit, operation.word);
        break;
      case 'ising':
        entangle(operation);
        break;
      case 'swap':
        throw new Error('swaps have to be expanded first');
      case 'fence':
        fence(operation);
    }
  }
  interestAtEnd(circuit).forEach((interest, qubit) => {
    if (interest === 'all') finish(qubit, 0);
    else {
      waiting[qubit] = withoutTurn(shortened(waiting[qubit]!));
      flush(qubit, 0);
    }
  });
  const { qubits, leaves, bits, measurements } = circuit;
  const { computed } = slots;
  return { qubits, operations, leaves, computed, bits, measurements };

  function fence({ qubits, step, origin }: Fence): void {
    for (const qubit of qubits) {
      if (step.kind === 'conditional') {
        finish(qubit, origin);
        continue;
      }
      if (step.kind === 'measure') waiting[qubit] = withoutTurn(shortened(waiting[qubit]!));
      flush(qubit, origin);
      if (step.kind !== 'barrier') waiting[qubit] = nothing;
    }
    switch (step.kind) {
      case 'barrier':
        operations.push({ name: 'barrier', qubits, origin });
        return;
      case 'reset':
        if (!device.reset) throw noReset(device);
        operations.push({ name: 'reset', qubits, origin });
        for (const qubit of qubits) isBasis[qubit] = isRead;
        return;
      case 'measure':
        operations.push({ name: 'measure', qubits, bit: step.bit, origin });
        for (const qubit of qubits) isBasis[qubit] = isRead;
        return;
      case 'conditional': {
        if (!device.dynamic) throw noConditions(device);
        const { conditions, inner } = step;
        const alone: Canonical = { ...circuit, measurements: [], operations: [inner] };
        for (const each of translate(alone, device).operations)
          operations.push({ ...each, conditions });
        for (const qubit of qubits) isBasis[qubit] = false;
      }
    }
  }
}

function noReset(device: Device): UserProblem {
  return new UserProblem({
    code: 'target-cannot',
    message: `\`${device.name}\` has no reset, and the circuit uses one.`,
    help: 'Choose another device, or use a fresh qubit instead.',
  });
}

function noConditions(device: Device): UserProblem {
  return new UserProblem({
    code: 'target-cannot',
    message: `\`${device.name}\` cannot act on the outcome of a measurement, and the circuit has an \`if\` on one.`,
    help: 'Choose another device, or let the measured qubit control the gate and measure it in the end.',
  });
}
