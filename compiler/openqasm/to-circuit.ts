import type { Span } from '../../grammar/tree.ts';
import {
  conditionBits,
  mapBits,
  type Bit,
  type Circuit,
  type Condition,
  type Gate,
  type GateName,
  type Measurement,
  type Qubit,
} from '../../runtime/program/index.ts';
import { angleTable } from '../passes/angles.ts';
import { followOutcomes, type Outcomes } from './outcomes.ts';
import type { OpenqasmProgram } from './program.ts';

export interface OpenqasmCircuit {
  /**
   * Leaf i is input i of the program, as element 0 of node i. For each register of bits there is a `probabilities` of
   * the qubits measured into it, the highest bit first.
   */
  readonly circuit: Circuit;
  /** Places in the file that `Gate.origin` points into. */
  readonly origins: readonly Span[];
  /** What each measurement of the circuit is called in the program: a register and its measured bits, highest first. */
  readonly readouts: readonly { readonly register: string; readonly bits: readonly number[] }[];
}

/**
 * A program as one circuit, which all passes, emitters and the simulator read. What is measured last is read out. A
 * bit that its qubit no longer tells in the end (the qubit was reset, turned, or measured under a condition) is copied
 * to a further qubit of the bit's name.
 */
export function toCircuit(program: OpenqasmProgram): OpenqasmCircuit {
  const angles = angleTable([]);
  const origins: Span[] = [];
  const outcomes = followOutcomes(program);
  const fate = fateOf(outcomes);
  const { onTheWay } = fate;
  const places = [...onTheWay].sort((a, b) => a - b);
  const touched = new Set<number>();
  const gates: Gate[] = [];
  const originOf = (span: Span): number => {
    if (origins.at(-1) !== span) origins.push(span);
    return origins.length - 1;
  };
  const under = (conditions: readonly Condition[]): Pick<Gate, 'conditions'> =>
    conditions.length === 0
      ? {}
      : { conditions: conditions.map((one) => mapBits(one, (bit) => places.indexOf(bit))) };
  for (const step of outcomes.steps) {
    const { span } = step.operation;
    const plain = { controls: [], angles: [], when: [] };
    if (step.kind === 'measure') {
      touched.add(step.operation.qubit);
      if (!onTheWay.has(step.bit)) continue;
      gates.push({
        ...plain,
        name: 'measure',
        qubits: [step.operation.qubit],
        origin: originOf(span),
        bit: places.indexOf(step.bit),
        ...under(step.conditions),
      });
      continue;
    }
    const { name, qubits, controls } = step.operation;
    const all = [...controls, ...qubits];
    // Qubits start in |0>.
    if (name === 'reset' && !all.some((qubit) => touched.has(qubit))) continue;
    if (name !== 'barrier') for (const qubit of all) touched.add(qubit);
    gates.push({
      name,
      qubits,
      controls,
      angles: step.operation.angles.map((angle) => angles.intern(angle)),
      when: [],
      origin: originOf(span),
      ...under(step.conditions),
    });
  }
  const qubits = [...qubitsOf(program)];
  const readouts = readoutsOf(program, outcomes, fate, (formula, name) => {
    const qubit = qubits.push(name) - 1;
    gates.push({
      name: 'x',
      qubits: [qubit],
      controls: [],
      angles: [],
      when: [],
      origin: Math.max(0, origins.length - 1),
      ...under([formula]),
    });
    return qubit;
  });
  const circuit: Circuit = {
    qubits,
    leaves: program.inputs.map((_, node) => ({ node, element: 0 })),
    angles: angles.list,
    gates,
    ...(places.length > 0 && { bits: places.map((bit): Bit => outcomes.bits[bit]!) }),
    measurements: readouts.map(({ qubits: read }): Measurement => ({
      kind: 'probabilities',
      qubits: read,
    })),
  };
  return { circuit, origins, readouts };
}

/** What becomes of outcomes, by their bits. */
interface Fate {
  /** Something asks for it, or its qubit goes on; the others are measured in the end. */
  readonly onTheWay: ReadonlySet<number>;
  /** The qubit that still tells it in the end. */
  readonly told: ReadonlyMap<number, number>;
}

function fateOf({ steps, final }: Outcomes): Fate {
  const onTheWay = new Set<number>();
  const told = new Map<number, number>();
  const forget = (qubit: number): void => {
    for (const [bit, from] of told) if (from === qubit) told.delete(bit);
  };
  for (const step of steps) {
    step.conditions.flatMap(conditionBits).forEach((bit) => onTheWay.add(bit));
    if (step.kind === 'gate' && step.operation.name === 'barrier') continue;
    const qubits = step.kind === 'gate' ? step.operation.qubits : [step.operation.qubit];
    const all = step.kind === 'gate' ? [...step.operation.controls, ...qubits] : qubits;
    for (const [bit, from] of told) if (all.includes(from)) onTheWay.add(bit);
    if (step.kind === 'gate') {
      if (!DIAGONAL.has(step.operation.name)) qubits.forEach(forget);
    } else if (step.conditions.length === 0) told.set(step.bit, step.operation.qubit);
    else onTheWay.add(step.bit);
  }
  for (const formula of final.values()) {
    if (formula.kind !== 'bit' || !told.has(formula.bit))
      conditionBits(formula).forEach((bit) => onTheWay.add(bit));
  }
  return { onTheWay, told };
}

/** Gates that leave a Z readout of their targets alone. */
const DIAGONAL: ReadonlySet<GateName> = new Set([
  ...(['z', 's', 'sdg', 't', 'tdg', 'rz', 'p', 'rzz', 'phase'] as const),
]);

function qubitsOf({ registers }: OpenqasmProgram): readonly Qubit[] {
  const qubits: Qubit[] = [];
  for (const { name, members } of registers)
    members.forEach((qubit, index) => (qubits[qubit] = { register: name, index }));
  return qubits;
}

/** @param copy makes a qubit of that name that tells whether a condition holds */
function readoutsOf(
  program: OpenqasmProgram,
  { final }: Outcomes,
  { told }: Fate,
  copy: (formula: Condition, name: Qubit) => number,
): { register: string; bits: number[]; qubits: number[] }[] {
  return program.bits.flatMap(({ name, members }) => {
    const read = members.flatMap((bit, index) => {
      const formula = final.get(bit);
      if (formula === undefined) return [];
      const own = formula.kind === 'bit' ? told.get(formula.bit) : undefined;
      return [{ index, qubit: own ?? copy(formula, { register: name, index }) }];
    });
    if (read.length === 0) return [];
    const highestFirst = read.toReversed();
    return [
      {
        register: name,
        bits: highestFirst.map(({ index }) => index),
        qubits: highestFirst.map(({ qubit }) => qubit),
      },
    ];
  });
}
