import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights, parameterView, type Weights } from '../../runtime/graph/weights.ts';
import type { Program } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';
import { denseUnitary, type DenseState } from '../support/dense.ts';
import {
  applyGate,
  groundState,
  measured,
  pick,
  stateAfter,
  type State,
} from '../support/statevector.ts';

/** What a compiled model does with one sample and one set of weights. */
export interface Outcome {
  readonly program: Program;
  /** Of the model's only circuit; qubits in the order of `registers`. */
  readonly state: State;
  /** Of the model's only circuit, on one register: column by column, q[0] the lowest digit. */
  readonly unitary: () => readonly DenseState[];
  /** Values of each weight by the last part of its path. */
  readonly weights: (name: string) => readonly number[];
  readonly readout: (name: string) => readonly number[];
  /** The value of the first objective. */
  readonly objective: () => number;
}

/** Weights that are no special angles: the same for the same position each time. */
export function weightAt(index: number): number {
  return Math.sin(1.7 + 2.3 * index) * 2.6;
}

/**
 * Compiles a text and works it out for the given inputs (a class or word is its index). Circuits are worked out by the
 * tests' own statevector, what is classical by the runtime.
 * @param draw weights differ from one number to another
 */
export function outcomeOf(
  text: string,
  inputs: Readonly<Record<string, readonly number[]>> = {},
  draw = 0,
): Outcome {
  const program = programOf(text);
  const weights = createWeights(program);
  weights.values.forEach((_, index) => (weights.values[index] = weightAt(index + 1000 * draw)));
  const known = new Map(
    program.nodes.flatMap(({ operation }, node) =>
      operation.kind === 'input' && operation.name in inputs
        ? [[node, inputs[operation.name]!] as const]
        : [],
    ),
  );
  const states: State[] = [];
  const leaves: number[][] = [];
  program.nodes.forEach(({ operation }, node) => {
    if (operation.kind !== 'circuit') return;
    const circuit = program.circuits[operation.circuit]!;
    const values = valuesOf(
      program,
      weights,
      known,
      circuit.leaves.map((leaf) => leaf.node),
    );
    const angles = circuit.leaves.map((leaf) => values(leaf.node)[leaf.element]!);
    const state = stateAfter(circuit, angles);
    leaves[operation.circuit] = angles;
    states[operation.circuit] = state;
    known.set(node, measured(state, circuit.measurements));
  });
  const readouts = program.readouts.map(({ node }) => node);
  const objectives = program.objectives.map(({ node }) => node);
  const values = valuesOf(program, weights, known, [...readouts, ...objectives]);
  return {
    program,
    get state() {
      if (states.length !== 1) throw new Error('not one circuit');
      return pick(states[0]!, declaredOrder(program));
    },
    unitary: () => {
      const [circuit] = program.circuits;
      if (circuit === undefined || circuit.qubits.some(({ index }, at) => index !== at))
        throw new Error('not one circuit on one register');
      return denseUnitary(circuit, leaves[0]!);
    },
    weights: (name) => {
      const index = program.parameters.findIndex(({ path }) => path.endsWith(`/${name}`));
      if (index < 0)
        throw new Error(`no ${name} in ${program.parameters.map(({ path }) => path).join(', ')}`);
      return [...parameterView(weights, weights.values, index)];
    },
    readout: (name) => values(program.readouts.find((one) => one.name === name)!.node),
    objective: () => values(program.objectives[0]!.node)[0]!,
  };
}

function valuesOf(
  program: Program,
  weights: Weights,
  known: ReadonlyMap<number, readonly number[]>,
  targets: readonly number[],
): (node: number) => readonly number[] {
  const evaluator = createEvaluator({
    program,
    targets,
    given: new Set(known.keys()),
    capacity: 1,
    weights,
    differentiate: 'none',
    precision: 'f64',
    mayLack: [],
  });
  for (const [node, value] of known) {
    if (evaluator.has(node)) evaluator.operand(node).value.set(value);
  }
  evaluator.forward(1);
  return (node) => [...evaluator.operand(node).value];
}

/** The model over `x: real[n]` with registers as written, read out whole so that it is one circuit. */
export function encoded(
  x: readonly number[],
  registers: string,
  sentences: string,
  declarations = '',
): Outcome {
  const names = registers.split(',').map((one) => one.trim().replace(/\[.*$/, ''));
  const all = names.length > 1 ? `[${names.join(', ')}]` : names[0]!;
  return outcomeOf(
    `${declarations}
model M {
  modality x: real[${x.length}]
  register ${registers}
  ${sentences}
  readout y = expect(parity(${all}))
}
`,
    { x },
  );
}

/** Gates written down one by one. */
export interface Hand {
  readonly state: State;
  gate(name: string, qubit: number, angle?: number): Hand;
  /** `control` may be a list; further targets of the gate in order. */
  controlled(name: string, control: number, target: number, angle?: number): Hand;
  two(name: string, a: number, b: number, angle?: number): Hand;
}

export function hand(qubits: number): Hand {
  return on(groundState(qubits));
}

function on(state: State): Hand {
  const next = (
    name: string,
    qubits: readonly number[],
    controls: readonly number[],
    angle?: number,
  ): Hand =>
    on(applyGate(state, { name, qubits, controls, angles: angle === undefined ? [] : [angle] }));
  return {
    state,
    gate: (name, qubit, angle) => next(name, [qubit], [], angle),
    controlled: (name, control, target, angle) => next(name, [target], [control], angle),
    two: (name, a, b, angle) => next(name, [a, b], [], angle),
  };
}

/** A step for each item, left to right. */
export function each<Item>(
  start: Hand,
  items: Iterable<Item>,
  step: (so: Hand, item: Item, position: number) => Hand,
): Hand {
  let [so, position] = [start, 0];
  for (const item of items) so = step(so, item, position++);
  return so;
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Z-Y-Z Euler rotation, written by hand. */
export function euler(so: Hand, qubit: number, angles: readonly number[]): Hand {
  return so.gate('rz', qubit, angles[0]).gate('ry', qubit, angles[1]).gate('rz', qubit, angles[2]);
}

/** Largest difference of two states' amplitudes once a global phase is taken out. */
export function distance(a: State, b: State): number {
  let re = 0;
  let im = 0;
  for (let k = 0; k < a.real.length; k++) {
    re += a.real[k]! * b.real[k]! + a.imaginary[k]! * b.imaginary[k]!;
    im += a.real[k]! * b.imaginary[k]! - a.imaginary[k]! * b.real[k]!;
  }
  const length = Math.hypot(re, im);
  const [cos, sin] = [re / length, im / length];
  let most = 0;
  for (let k = 0; k < a.real.length; k++) {
    const turned = [
      a.real[k]! * cos - a.imaginary[k]! * sin,
      a.real[k]! * sin + a.imaginary[k]! * cos,
    ] as const;
    most = Math.max(most, Math.hypot(turned[0] - b.real[k]!, turned[1] - b.imaginary[k]!));
  }
  return most;
}

/** Positions of the circuit's qubits, registers in the order in which they were declared. */
function declaredOrder(program: Program): number[] {
  const { qubits } = program.circuits[0]!;
  const registers = [...new Set(qubits.map(({ register }) => register))];
  return qubits
    .map((_, position) => position)
    .sort((a, b) => {
      const [one, two] = [qubits[a]!, qubits[b]!];
      const apart = registers.indexOf(one.register) - registers.indexOf(two.register);
      return apart === 0 ? one.index - two.index : apart;
    });
}
