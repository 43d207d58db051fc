import { createCircuit, tensor, type CircuitRunner, type Tensor } from '../predict/operate.ts';
import type { Affine, Bit, Circuit, Gate, Leaf, Measurement } from '../program/index.ts';
import { affineOf, leafAngle, type Angle } from './angle.ts';
import {
  amplitudes,
  gatesInto,
  pauli,
  paulis,
  probabilities,
  type Gates,
  type Qubit,
} from './gates.ts';
import { and, not, or, same, type Outcome } from './outcome.ts';
import { asTensor, type Value } from './value.ts';

export interface CircuitDefinition<Register extends string, Input extends string> {
  /** How many qubits each register has. */
  readonly registers: Readonly<Record<Register, number>>;
  /** The shapes of the tensors that angles are made of. */
  readonly inputs: Readonly<Record<Input, readonly number[]>>;
  /** Of the simulation; default `f64`. */
  readonly precision?: 'f32' | 'f64';
  /**
   * Writes the gates, and returns what is read out: one number per observable, 2^k per `probabilities`, 4^k per
   * `paulis`, 2 * 2^k per `amplitudes`.
   */
  build(
    tools: CircuitTools,
    registers: Readonly<Record<Register, (index: number) => Qubit>>,
    inputs: Readonly<Record<Input, InputAngles>>,
  ): readonly Measurement[];
}

/** An entry of an input, by its position. */
export interface InputAngles {
  (...index: number[]): Angle;
  /** Every entry, row-major. */
  readonly all: readonly Angle[];
}

export interface CircuitTools {
  readonly gate: Gates;
  /** What is written inside acts only on samples that have the modality. */
  readonly when: (modality: string, write: () => void) => void;
  /** Reads a qubit on the way; it goes on as a mixture of |0> and |1>. */
  readonly measure: (qubit: Qubit) => Outcome;
  /** What is written inside acts only where the outcome was 1, and what is written in `otherwise` where it was 0. */
  readonly given: (outcome: Outcome, write: () => void, otherwise?: () => void) => void;
  readonly not: typeof not;
  readonly and: typeof and;
  readonly or: typeof or;
  readonly same: typeof same;
  readonly pauli: typeof pauli;
  readonly probabilities: typeof probabilities;
  readonly paulis: typeof paulis;
  readonly amplitudes: typeof amplitudes;
}

/** A circuit that is planned once and runs on one sample after another. */
export interface DefinedCircuit<Input extends string> {
  readonly circuit: Circuit;
  /**
   * The values of the readouts, one after the other.
   * @throws RangeError where an input has more or fewer numbers than the circuit takes
   * @param inputs undefined where a missing modality takes the value away
   * @param absent modalities that the sample lacks
   */
  run(inputs: Readonly<Record<Input, Value>>, absent?: readonly string[]): Tensor;
}

/** Makes a circuit from the code that writes its gates. */
export function defineCircuit<Register extends string, Input extends string>(
  definition: CircuitDefinition<Register, Input>,
): DefinedCircuit<Input> {
  const names = Object.keys(definition.inputs) as Input[];
  const circuit = write(definition, names);
  let runner: CircuitRunner | undefined;
  return {
    circuit,
    run: (inputs, absent = []) => {
      runner ??= createCircuit(circuit, definition.precision);
      for (const name of names) requireSize(name, inputs[name], definition.inputs[name]);
      const values = circuit.leaves.map(({ node, element }) => {
        const value = inputs[names[node]!];
        return value === undefined ? 0 : asTensor(value).data[element]!;
      });
      const measured = runner(values, (modality) => !absent.includes(modality));
      return tensor([measured.length], measured);
    },
  };
}

function requireSize(name: string, value: Value, shape: readonly number[]): void {
  const size = shape.reduce((product, length) => product * length, 1);
  const given = value === undefined ? size : asTensor(value).data.length;
  if (given === size) return;
  throw new RangeError(`\`${name}\` has ${given} numbers, and the circuit takes ${size}`);
}

/** In a circuit of its own, a leaf's node is the position of its input. */
function write<Register extends string, Input extends string>(
  definition: CircuitDefinition<Register, Input>,
  names: readonly Input[],
): Circuit {
  const leaves = createLeaves();
  const angles: Affine[] = [];
  const gates: Gate[] = [];
  const bits: Bit[] = [];
  let modalities: readonly string[] = [];
  let conditions: readonly Outcome[] = [];

  const put = (written: Pick<Gate, 'name' | 'qubits' | 'controls' | 'angles' | 'bit'>): void => {
    const under = conditions.length === 0 ? {} : { conditions };
    gates.push({ ...written, when: modalities, origin: 0, ...under });
  };
  const gate = gatesInto(({ angles: written, ...rest }) => {
    const first = angles.length;
    angles.push(...written.map(affineOf));
    put({ ...rest, angles: written.map((_, k) => first + k) });
  });
  const measure = (qubit: Qubit): Outcome => {
    const bit = bits.push({ register: 'outcome', index: bits.length }) - 1;
    put({ name: 'measure', qubits: [qubit], controls: [], angles: [], bit });
    return { kind: 'bit', bit };
  };
  const given = (outcome: Outcome, inside: () => void, otherwise?: () => void): void => {
    const outside = conditions;
    conditions = [...outside, outcome];
    inside();
    conditions = [...outside, not(outcome)];
    otherwise?.();
    conditions = outside;
  };
  const when = (modality: string, inside: () => void): void => {
    const outside = modalities;
    modalities = [...outside, modality];
    inside();
    modalities = outside;
  };
  const qubits: Circuit['qubits'][number][] = [];
  const registers: Partial<Record<Register, (index: number) => Qubit>> = {};
  for (const [register, size] of Object.entries<number>(definition.registers)) {
    const first = qubits.length;
    for (let index = 0; index < size; index++) qubits.push({ register, index });
    registers[register as Register] = (index) => first + inRange(index, size, register);
  }
  const inputs: Partial<Record<Input, InputAngles>> = {};
  for (const [node, name] of names.entries()) {
    const shape = definition.inputs[name];
    const entry = (element: number): Angle => leafAngle(leaves.indexOf({ node, element }));
    const at = (...index: number[]): Angle => entry(flat(index, shape, name));
    const size = shape.reduce((product, length) => product * length, 1);
    inputs[name] = Object.defineProperty(at, 'all', {
      get: () => Array.from({ length: size }, (_, element) => entry(element)),
    }) as InputAngles;
  }
  const measurements = definition.build(
    {
      ...{ gate, when, measure, given, not, and, or, same },
      ...{ pauli, probabilities, paulis, amplitudes },
    },
    registers as Record<Register, (index: number) => Qubit>,
    inputs as Record<Input, InputAngles>,
  );
  const measured = bits.length === 0 ? {} : { bits };
  return { qubits, leaves: leaves.list, angles, gates, ...measured, measurements };
}

function createLeaves(): { readonly list: readonly Leaf[]; indexOf(leaf: Leaf): number } {
  const list: Leaf[] = [];
  const known = new Map<string, number>();
  return {
    list,
    indexOf: (leaf) => {
      const key = `${leaf.node} ${leaf.element}`;
      const index = known.get(key) ?? list.push(leaf) - 1;
      known.set(key, index);
      return index;
    },
  };
}

function flat(index: readonly number[], shape: readonly number[], name: string): number {
  if (index.length !== shape.length) {
    throw new RangeError(`\`${name}\` has ${shape.length} axes, and ${index.length} are given`);
  }
  return shape.reduce((sum, size, axis) => sum * size + inRange(index[axis]!, size, name), 0);
}

function inRange(index: number, size: number, name: string): number {
  if (Number.isInteger(index) && index >= 0 && index < size) return index;
  throw new RangeError(`\`${name}\` has no entry ${index}: it has ${size}`);
}
