import { conditionBits, type Circuit, type Gate } from '../../../runtime/program/index.ts';
import { decomposeGate } from '../decompose.ts';
import { rewrite, type Rule } from '../rewrite.ts';
import { frames, rotated } from './frames.ts';
import { fromAffine, halved, known, negative, type Angle } from './angle.ts';
import { qubitsOf, type Canonical, type Ising, type Operation, type Turn } from './operation.ts';
import { hadamard, rotation, turn } from './quaternion.ts';
import { fixed, turned, type Word } from './word.ts';

const QUARTER = Math.PI / 2;

/**
 * Writes a circuit in canonical operations; multi-controlled gates are decomposed, marks without a meaning here left
 * out.
 *
 * @throws UserProblem for a `prepare` of amplitudes that are not known yet
 */
export function toCanonical(source: Circuit): Canonical {
  const circuit = rewrite(source, smallEnough);
  const angles = circuit.angles.map(fromAffine);
  return {
    qubits: circuit.qubits.length,
    operations: circuit.gates.flatMap((gate) => operationsOf(gate, angles)),
    leaves: circuit.leaves,
    bits: circuit.bits ?? [],
    measurements: circuit.measurements,
  };
}

const pairs: readonly string[] = ['swap', 'rzz', 'rxx', 'ryy'];
const controlled: readonly string[] = ['x', 'z', 'p', 'rx', 'ry', 'rz', 'phase'];

/** Leaves alone what has a short canonical form, and decomposes the rest. */
const smallEnough: Rule = (gate, angles) => {
  const { name, controls, qubits, conditions } = gate;
  if (conditions !== undefined) return decomposeGate(gate, angles);
  if (controls.length === 0 && (qubits.length === 1 || pairs.includes(name))) {
    return name === 'prepare' ? decomposeGate(gate, angles) : undefined;
  }
  if (controls.length === 1 && controlled.includes(name)) return undefined;
  return decomposeGate(gate, angles);
};

function operationsOf(gate: Gate, angles: readonly Angle[]): readonly Operation[] {
  const { name, qubits, controls, origin, conditions } = gate;
  const angle = gate.angles.length > 0 ? angles[gate.angles[0]!]! : known(0);
  if (conditions !== undefined) {
    const bits = conditions.flatMap(conditionBits);
    return operationsOf(withoutConditions(gate), angles).map((inner): Operation => {
      if (inner.kind === 'swap') throw new Error('a conditional swap has to be decomposed first');
      const own = inner.kind === 'fence' ? inner.bits : [];
      return {
        kind: 'fence',
        qubits: qubitsOf(inner),
        bits: [...bits, ...own],
        step: { kind: 'conditional', conditions, inner },
        origin,
      };
    });
  }
  if (name === 'cut') return [];
  if (name === 'barrier' || name === 'reset') {
    return [{ kind: 'fence', qubits, bits: [], step: { kind: name }, origin }];
  }
  if (name === 'measure') {
    const bit = gate.bit!;
    return [{ kind: 'fence', qubits, bits: [bit], step: { kind: 'measure', bit }, origin }];
  }
  if (name === 'swap' && controls.length === 0) {
    return [{ kind: 'swap', a: qubits[0]!, b: qubits[1]!, origin }];
  }
  return plainOperations(gate, angle);
}

function withoutConditions({ name, qubits, controls, angles, when, origin, bit }: Gate): Gate {
  const written = bit === undefined ? {} : { bit };
  return { name, qubits, controls, angles, when, origin, ...written };
}

function plainOperations(gate: Gate, angle: Angle): readonly (Turn | Ising)[] {
  const { name, qubits, controls, origin } = gate;
  const word = (qubit: number, what: Word): Turn => ({ kind: 'turn', qubit, word: what, origin });
  const ising = (a: number, b: number, by: Angle): Ising => ({
    kind: 'ising',
    a,
    b,
    angle: by,
    origin,
  });
  const [first] = qubits as [number, ...number[]];
  const [control] = controls;
  if (control === undefined) {
    if (qubits.length === 1) return [word(first, wordOf(name, angle))];
    const second = qubits[1]!;
    if (name === 'rzz') return [ising(first, second, angle)];
    const [into, back] = frames[name === 'rxx' ? 'rx' : 'ry'];
    return [
      word(first, fixed(into)),
      word(second, fixed(into)),
      ising(first, second, angle),
      word(first, fixed(back)),
      word(second, fixed(back)),
    ];
  }
  const bothTurned = (target: number, by: Angle): readonly (Turn | Ising)[] => [
    word(control, turned(by)),
    word(target, turned(by)),
    ising(control, target, negative(by)),
  ];
  switch (name) {
    case 'phase':
      return [word(control, turned(angle))];
    case 'z':
      return bothTurned(first, known(QUARTER));
    case 'p':
      return bothTurned(first, halved(angle));
    case 'x':
      return [
        word(first, fixed(hadamard)),
        ...bothTurned(first, known(QUARTER)),
        word(first, fixed(hadamard)),
      ];
    case 'rx':
    case 'ry':
    case 'rz': {
      const by = halved(angle);
      const core = [word(first, turned(by)), ising(control, first, negative(by))];
      if (name === 'rz') return core;
      const [into, back] = frames[name];
      return [word(first, fixed(into)), ...core, word(first, fixed(back))];
    }
    default:
      throw new Error(`${name} has to be decomposed first`);
  }
}

function wordOf(name: Gate['name'], angle: Angle): Word {
  switch (name) {
    case 'x':
      return fixed([0, 1, 0, 0]);
    case 'y':
      return fixed([0, 0, 1, 0]);
    case 'z':
      return fixed([0, 0, 0, 1]);
    case 'h':
      return fixed(hadamard);
    case 's':
      return fixed(turn(QUARTER));
    case 'sdg':
      return fixed(turn(-QUARTER));
    case 't':
      return fixed(turn(QUARTER / 2));
    case 'tdg':
      return fixed(turn(-QUARTER / 2));
    case 'sx':
      return fixed(rotation('x', QUARTER));
    case 'sxdg':
      return fixed(rotation('x', -QUARTER));
    case 'rz':
    case 'p':
      return turned(angle);
    case 'rx':
    case 'ry':
      return rotated(name, angle);
    default:
      throw new Error(`${name} is no gate on one qubit`);
  }
}
