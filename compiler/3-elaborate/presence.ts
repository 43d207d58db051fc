import { exact, type Exact, type GateName } from '../../runtime/program/index.ts';
import { constantForm, scaleForm, type Form } from './form.ts';
import type { Frame, Presence } from './frame.ts';
import type { PendingGate } from './quantum.ts';
import { arithmetic, operationTensor, scalar } from './tensor.ts';
import { int, type Tensor, type Value } from './value.ts';

/**
 * 1 where an entry that may be absent (a word of a short text) is there, else 0: what the gates of a `for` pass over
 * it are scaled by, since samples of one batch differ in which passes they skip.
 */
export function presenceOf(frame: Frame, values: readonly Value[]): Presence | null {
  const { graph } = frame.elaboration;
  let all = frame.presence;
  for (const value of values) {
    if (value.kind !== 'tensor' || value.element.kind !== 'class') continue;
    if (!value.element.sparse || value.shape.length > 0) continue;
    const [none, some] = [scalar(graph, exact.zero), scalar(graph, exact.one)];
    // An absent word is -1, any other at least 0.
    const index: Tensor = { ...value, element: int };
    const shifted = arithmetic(graph, 'add', index, some, []);
    const there = operationTensor(graph, { kind: 'clip' }, [shifted, none, some], { shape: [] });
    const flag = all === null ? there : arithmetic(graph, 'multiply', all.flag, there, []);
    all = { flag, words: [...(all?.words ?? []), value.node()] };
  }
  return all;
}

const quarter = exact.fraction(1, 2);

/** Angles of the phase that turns a gate without angles on and off: `z` is `p(pi)`, `s` is `p(pi/2)`. */
const phases: Partial<Record<GateName, Exact>> = {
  z: exact.pi,
  s: exact.multiply(exact.pi, quarter),
  sdg: exact.multiply(exact.pi, exact.negate(quarter)),
  t: exact.multiply(exact.pi, exact.fraction(1, 4)),
  tdg: exact.multiply(exact.pi, exact.fraction(-1, 4)),
};

/**
 * A gate that acts where `presence` is 1 and is the identity where it is 0, as gates with angles: rotations are
 * scaled, the others are a phase between gates that undo each other. Undefined for what is not unitary.
 */
export function whenPresent(
  gate: PendingGate,
  presence: Form,
  scaled: readonly Form[],
): PendingGate[] | undefined {
  const { name, qubits } = gate;
  const [first = 0, second = 0] = qubits;
  const plain = (other: GateName, ...on: readonly number[]): PendingGate => ({
    ...gate,
    name: other,
    qubits: on,
    controls: [],
    angles: [],
  });
  const phase = (angle: Exact, target = first, controls = gate.controls): PendingGate => ({
    ...gate,
    name: 'p',
    qubits: [target],
    controls,
    angles: [scaleForm(presence, angle)],
  });
  const fixed = phases[name];
  if (fixed) return [phase(fixed)];
  switch (name) {
    case 'rx':
    case 'ry':
    case 'rz':
    case 'p':
    case 'phase':
    case 'rxx':
    case 'ryy':
    case 'rzz':
      return [{ ...gate, angles: scaled }];
    case 'x':
      return [plain('h', first), phase(exact.pi), plain('h', first)];
    case 'y':
      return [
        plain('sdg', first),
        plain('h', first),
        phase(exact.pi),
        plain('h', first),
        plain('s', first),
      ];
    case 'sx':
    case 'sxdg': {
      const half = exact.multiply(exact.pi, name === 'sx' ? quarter : exact.negate(quarter));
      return [plain('h', first), phase(half), plain('h', first)];
    }
    case 'h': {
      const turn = (sign: number): PendingGate => ({
        ...plain('ry', first),
        angles: [constantForm(exact.multiply(exact.pi, exact.fraction(sign, 4)))],
      });
      return [turn(-1), phase(exact.pi), turn(1)];
    }
    case 'swap': {
      const around: PendingGate = {
        ...gate,
        name: 'x',
        qubits: [first],
        controls: [second],
        angles: [],
      };
      const middle = [
        plain('h', second),
        phase(exact.pi, second, [...gate.controls, first]),
        plain('h', second),
      ];
      return [around, ...middle, around];
    }
    case 'iswap':
    case 'iswapdg': {
      const angle = exact.multiply(exact.pi, name === 'iswap' ? exact.negate(quarter) : quarter);
      const angles = [scaleForm(presence, angle)];
      return [
        { ...gate, name: 'rxx', angles },
        { ...gate, name: 'ryy', angles },
      ];
    }
    case 'barrier':
    case 'cut':
      return [gate];
    case 'prepare':
    case 'reset':
    case 'measure':
    case 'z':
    case 's':
    case 'sdg':
    case 't':
    case 'tdg':
      return undefined;
  }
}

/** The angles of a gate, zero where the word is absent. What was looked up by the word is so already. */
export function scaledAngles(
  frame: Frame,
  presence: Presence,
  angles: readonly Tensor[],
  position: number,
): Form[] {
  const { graph } = frame.elaboration;
  return angles.map((angle) => {
    const at = angle.shape.length === 0 || angle.shape[0] === 1 ? 0 : position;
    const form = angle.form(at);
    const lookedUp = form.terms.every(({ node }) => {
      const { operation, inputs } = graph.nodes[node]!;
      return operation.kind === 'gather' && presence.words.includes(inputs[1] ?? -1);
    });
    if (lookedUp && form.terms.length > 0 && exact.isZero(form.constant)) return form;
    return arithmetic(graph, 'multiply', angle, presence.flag, angle.shape).form(at);
  });
}
