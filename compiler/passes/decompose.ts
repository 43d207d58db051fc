import { isMarker, type Circuit, type Gate } from '../../runtime/program/index.ts';
import { rewrite, type Angles, type Rule, type Step } from './rewrite.ts';
import { prepareSteps } from './prepare.ts';

/**
 * Writes every gate with one-qubit gates and `x` or `z` with one control.
 *
 * Preserves the unitary up to global phase, `reset`, `measure` and marks, and puts all of a gate's steps under its
 * conditions; requires constant amplitudes in `prepare`.
 */
export function decompose(circuit: Circuit): Circuit {
  return rewrite(circuit, decomposeGate);
}

/** The rule of `decompose` for one gate. */
export const decomposeGate: Rule = (gate, angles) => {
  const { name, controls } = gate;
  if (name === 'reset' || name === 'measure' || isMarker(name)) return undefined;
  if (name === 'phase' && controls.length === 0) return [];
  if (name === 'prepare') return prepareSteps(gate, angles);
  const pair = pairSteps(gate, angles);
  if (pair !== undefined) return pair;
  if (controls.length === 0) return undefined;
  if (controls.length === 1 && (name === 'x' || name === 'z')) return undefined;
  return controlledSteps(gate, angles);
};

/** Gates on two qubits. Where a core is conjugated, only the core is controlled. */
function pairSteps(gate: Gate, angles: Angles): readonly Step[] | undefined {
  const { controls } = gate;
  const [a, b] = [gate.qubits[0]!, gate.qubits[1]!];
  const cx = (control: number, target: number): Step => ({
    name: 'x',
    qubits: [target],
    controls: [control],
  });
  const one = (name: Step['name'], qubit: number, ...turn: number[]): Step => ({
    name,
    qubits: [qubit],
    angles: turn,
  });
  switch (gate.name) {
    case 'swap':
      return [cx(b, a), { name: 'x', qubits: [b], controls: [...controls, a] }, cx(b, a)];
    case 'rzz':
      return [cx(a, b), { name: 'rz', qubits: [b], controls, angles: gate.angles }, cx(a, b)];
    case 'rxx': {
      const turns = [one('h', a), one('h', b)];
      return [...turns, { ...gate, name: 'rzz' }, ...turns];
    }
    case 'ryy': {
      const [into, back] = [angles.pi(1, 2), angles.pi(-1, 2)];
      return [
        one('rx', a, into),
        one('rx', b, into),
        { ...gate, name: 'rzz' },
        one('rx', a, back),
        one('rx', b, back),
      ];
    }
    // iswap = exp(i pi/4 (XX + YY)).
    case 'iswap':
    case 'iswapdg': {
      const turn = gate.name === 'iswap' ? angles.pi(-1, 2) : angles.pi(1, 2);
      return [
        { ...gate, name: 'rxx', angles: [turn] },
        { ...gate, name: 'ryy', angles: [turn] },
      ];
    }
    default:
      return undefined;
  }
}

/** One target, at least one control. */
function controlledSteps(gate: Gate, angles: Angles): readonly Step[] {
  const { name, controls } = gate;
  const angle = gate.angles[0]!;
  const target = gate.qubits[0]!;
  const local = (step: Step['name'], ...turn: number[]): Step => ({
    name: step,
    qubits: [target],
    angles: turn,
  });
  const core = (step: Step['name'], ...turn: number[]): Step => ({
    ...local(step, ...turn),
    controls,
  });
  const phase = (turn: number): Step => ({ name: 'phase', qubits: [], controls, angles: [turn] });
  switch (name) {
    case 'x':
      return controls.length === 2
        ? toffoli(controls[0]!, controls[1]!, target)
        : [local('h'), core('p', angles.pi(1, 1)), local('h')];
    case 'y':
      return [local('sdg'), core('x'), local('s')];
    case 'z':
      return [local('h'), core('x'), local('h')];
    // H = Ry(pi/4) Z Ry(-pi/4).
    case 'h':
      return [local('ry', angles.pi(-1, 4)), core('z'), local('ry', angles.pi(1, 4))];
    case 's':
      return [core('p', angles.pi(1, 2))];
    case 'sdg':
      return [core('p', angles.pi(-1, 2))];
    case 't':
      return [core('p', angles.pi(1, 4))];
    case 'tdg':
      return [core('p', angles.pi(-1, 4))];
    // sx = e^{i pi/4} Rx(pi/2).
    case 'sx':
      return [core('rx', angles.pi(1, 2)), phase(angles.pi(1, 4))];
    case 'sxdg':
      return [core('rx', angles.pi(-1, 2)), phase(angles.pi(-1, 4))];
    case 'rx':
      return [local('h'), core('rz', angle), local('h')];
    case 'ry':
    case 'rz':
      return [
        local(name, angles.half(angle)),
        core('x'),
        local(name, angles.minusHalf(angle)),
        core('x'),
      ];
    case 'p':
      return controlledPhase(controls, target, angle, angles);
    case 'phase':
      return [
        { name: 'p', qubits: [controls.at(-1)!], controls: controls.slice(0, -1), angles: [angle] },
      ];
    default:
      throw new Error(`no rule for ${name} with ${controls.length} controls`);
  }
}

/** Lemma 7.5 of Barenco et al., "Elementary gates for quantum computation" (1995), for U = p(angle). */
function controlledPhase(
  controls: readonly number[],
  target: number,
  angle: number,
  angles: Angles,
): readonly Step[] {
  const last = controls.at(-1)!;
  const rest = controls.slice(0, -1);
  const half = angles.half(angle);
  const minus = angles.minusHalf(angle);
  if (rest.length === 0) {
    const flip: Step = { name: 'x', qubits: [target], controls: [last] };
    const turn = (qubit: number, by: number): Step => ({
      name: 'p',
      qubits: [qubit],
      angles: [by],
    });
    return [turn(last, half), flip, turn(target, minus), flip, turn(target, half)];
  }
  const turn = (by: number): Step => ({
    name: 'p',
    qubits: [target],
    controls: [last],
    angles: [by],
  });
  const flip: Step = { name: 'x', qubits: [last], controls: rest };
  return [
    turn(half),
    flip,
    turn(minus),
    flip,
    { name: 'p', qubits: [target], controls: rest, angles: [half] },
  ];
}

/** Six controlled NOTs (Nielsen and Chuang, figure 4.9). */
function toffoli(a: number, b: number, target: number): readonly Step[] {
  const cx = (control: number, on: number): Step => ({
    name: 'x',
    qubits: [on],
    controls: [control],
  });
  const one = (name: Step['name'], qubit: number): Step => ({ name, qubits: [qubit] });
  return [
    one('h', target),
    cx(b, target),
    one('tdg', target),
    cx(a, target),
    one('t', target),
    cx(b, target),
    one('tdg', target),
    cx(a, target),
    one('t', b),
    one('t', target),
    one('h', target),
    cx(a, b),
    one('t', a),
    one('tdg', b),
    cx(a, b),
  ];
}
