import { exact, type Affine, type Exact, type GateName } from '../../runtime/program/index.ts';
import { addAngles, constantAngle } from '../passes/angles.ts';

/** A gate of the Program format on numbered qubits. */
export interface Elementary {
  readonly name: GateName;
  readonly qubits: readonly number[];
  readonly controls: readonly number[];
  readonly angles: readonly Affine[];
}

/** A gate that OpenQASM or one of its libraries defines. */
export interface BuiltInGate {
  readonly angles: number;
  readonly qubits: number;
  readonly gates: (angles: readonly Affine[], qubits: readonly number[]) => readonly Elementary[];
}

type Gates = Readonly<Record<string, BuiltInGate>>;

/** What needs no `include`. `U` is as in Qiskit: without the phase `e^(i theta / 2)` of OpenQASM 3's text. */
export const language: Gates = {
  U: { angles: 3, qubits: 1, gates: ([a, b, c], [q]) => rotation(a!, b!, c!, q!) },
  CX: plain('x', 1, 1),
  gphase: { angles: 1, qubits: 0, gates: (angles) => [elementary('phase', [], [], angles)] },
};

const common: Gates = {
  ...Object.fromEntries(
    (['x', 'y', 'z', 'h', 's', 'sdg', 't', 'tdg', 'sx'] as const).map((name) => [
      name,
      plain(name, 0, 1),
    ]),
  ),
  ...Object.fromEntries(
    (['rx', 'ry', 'rz', 'p'] as const).flatMap((name) => [
      [name, turning(name, 0, 1)],
      [`c${name}`, turning(name, 1, 1)],
    ]),
  ),
  id: { angles: 0, qubits: 1, gates: () => [] },
  cx: plain('x', 1, 1),
  cy: plain('y', 1, 1),
  cz: plain('z', 1, 1),
  ch: plain('h', 1, 1),
  swap: plain('swap', 0, 2),
  ccx: plain('x', 2, 1),
  cswap: plain('swap', 1, 2),
  u1: turning('p', 0, 1),
  u2: {
    angles: 2,
    qubits: 1,
    gates: ([phi, lambda], [q]) => rotation(constantAngle(half), phi!, lambda!, q!),
  },
  u3: language['U']!,
  cu: {
    angles: 4,
    qubits: 2,
    gates: ([theta, phi, lambda, gamma], [c, t]) => [
      elementary('p', [c!], [], [gamma!]),
      ...controlledRotation(theta!, phi!, lambda!, c!, t!),
    ],
  },
};

/** `stdgates.inc` of OpenQASM 3. */
const stdgates: Gates = {
  ...common,
  phase: turning('p', 0, 1),
  cphase: turning('p', 1, 1),
};

/** `qelib1.inc` of OpenQASM 2, with all that Qiskit's own file has beyond the paper's. */
const qelib1: Gates = {
  ...common,
  u: language['U']!,
  u0: { angles: 1, qubits: 1, gates: () => [] },
  sxdg: plain('sxdg', 0, 1),
  csx: plain('sx', 1, 1),
  cu1: turning('p', 1, 1),
  cu3: {
    angles: 3,
    qubits: 2,
    gates: ([theta, phi, lambda], [c, t]) => controlledRotation(theta!, phi!, lambda!, c!, t!),
  },
  rxx: turning('rxx', 0, 2),
  rzz: turning('rzz', 0, 2),
  c3x: plain('x', 3, 1),
  c4x: plain('x', 4, 1),
  c3sqrtx: plain('sx', 3, 1),
  rccx: { angles: 0, qubits: 3, gates: (_, [a, b, c]) => relativeToffoli(a!, b!, c!) },
  rc3x: {
    angles: 0,
    qubits: 4,
    gates: (_, [a, b, c, d]) => [
      ...relativeEdge(c!, d!),
      ...relativeMiddle(a!, b!, d!),
      ...relativeEdge(c!, d!),
    ],
  },
};

/** Libraries that every reader of OpenQASM knows, by the name in `include`. */
export const libraries: ReadonlyMap<string, Gates> = new Map([
  ['stdgates.inc', stdgates],
  ['qelib1.inc', qelib1],
]);

function plain(name: GateName, controls: number, targets: number): BuiltInGate {
  return withControls(name, controls, targets, 0);
}

function turning(name: GateName, controls: number, targets: number): BuiltInGate {
  return withControls(name, controls, targets, 1);
}

function withControls(
  name: GateName,
  controls: number,
  targets: number,
  angles: number,
): BuiltInGate {
  return {
    angles,
    qubits: controls + targets,
    gates: (values, qubits) => [
      elementary(name, qubits.slice(controls), qubits.slice(0, controls), values),
    ],
  };
}

function elementary(
  name: GateName,
  qubits: readonly number[],
  controls: readonly number[] = [],
  angles: readonly Affine[] = [],
): Elementary {
  return { name, qubits, controls, angles };
}

const half = exact.divide(exact.pi, exact.integer(2));

/** `U(theta, phi, lambda) = p(phi) ry(theta) p(lambda)`, as the one gate it is where it is one. */
function rotation(theta: Affine, phi: Affine, lambda: Affine, qubit: number): Elementary[] {
  const on = [qubit];
  const are = (a: Exact, b: Exact, c: Exact): boolean =>
    isConstant(theta, a) && isConstant(phi, b) && isConstant(lambda, c);
  if (are(half, exact.zero, exact.pi)) return [elementary('h', on)];
  if (are(exact.pi, exact.zero, exact.pi)) return [elementary('x', on)];
  if (are(exact.pi, half, half)) return [elementary('y', on)];
  if (isConstant(phi, exact.negate(half)) && isConstant(lambda, half))
    return [elementary('rx', on, [], [theta])];
  if (isConstant(theta, exact.zero)) return phase(addAngles(phi, lambda), on);
  return [...phase(lambda, on), elementary('ry', on, [], [theta]), ...phase(phi, on)];
}

function phase(angle: Affine, on: readonly number[]): Elementary[] {
  return isConstant(angle, exact.zero) ? [] : [elementary('p', on, [], [angle])];
}

function controlledRotation(
  theta: Affine,
  phi: Affine,
  lambda: Affine,
  control: number,
  target: number,
): Elementary[] {
  return rotation(theta, phi, lambda, target).map((gate) => ({ ...gate, controls: [control] }));
}

function isConstant({ constant, terms }: Affine, value: Exact): boolean {
  return terms.length === 0 && exact.equals(constant, value);
}

/** The Toffoli gate up to relative phases of Margolus (arXiv:1508.03273), as `qelib1.inc` spells it. */
function relativeToffoli(a: number, b: number, c: number): Elementary[] {
  return [elementary('h', [c]), ...relativeTurns(a, b, c), elementary('h', [c])];
}

function relativeTurns(a: number, b: number, c: number): Elementary[] {
  return [
    elementary('t', [c]),
    elementary('x', [c], [b]),
    elementary('tdg', [c]),
    elementary('x', [c], [a]),
    elementary('t', [c]),
    elementary('x', [c], [b]),
    elementary('tdg', [c]),
  ];
}

function relativeEdge(c: number, d: number): Elementary[] {
  return [
    elementary('h', [d]),
    elementary('t', [d]),
    elementary('x', [d], [c]),
    elementary('tdg', [d]),
    elementary('h', [d]),
  ];
}

function relativeMiddle(a: number, b: number, d: number): Elementary[] {
  const turn = (name: GateName): Elementary => elementary(name, [d]);
  const flip = (control: number): Elementary => elementary('x', [d], [control]);
  return [flip(a), turn('t'), flip(b), turn('tdg'), flip(a), turn('t'), flip(b), turn('tdg')];
}
