import { conditionBits, isMarker, type Circuit, type Gate } from '../../runtime/program/index.ts';
import type { NativeCircuit } from '../passes/native.ts';
import type { Layout } from '../passes/pass.ts';

/** What a compiled circuit costs; the names are those of the command line's `stats`. */
export interface CircuitStats {
  readonly qubits: number;
  /** Qubits of the machine that some operation touches. */
  readonly physicalQubits: number;
  /** Numbers left open. */
  readonly parameters: number;
  readonly gates: Readonly<Record<string, number>>;
  /** Gates on two or more qubits. */
  readonly twoQubit: number;
  readonly depth: number;
  readonly twoQubitDepth: number;
  /** Physical pulses on one qubit: `rz` is a change of frame and costs nothing. */
  readonly oneQubit: number;
  readonly swapsInserted: number;
  /** Of one shot, in nanoseconds, where the machine's times are known. */
  readonly duration?: number;
  /** That nothing goes wrong in one shot, by the machine's calibration. */
  readonly successProbability?: number;
}

interface Operation {
  readonly name: string;
  readonly qubits: readonly number[];
  /** Bits that it writes or waits for. */
  readonly bits: readonly number[];
}

/** Of a circuit in the model's own gates; `cx` is `x` with a control. */
export function circuitStats(circuit: Circuit, parameters: number): CircuitStats {
  const gates = circuit.gates.filter(({ name }) => !isMarker(name));
  const operations = gates.map((gate) => ({
    name: 'c'.repeat(gate.controls.length) + gate.name,
    qubits: [...gate.controls, ...gate.qubits],
    bits: bitsOf(gate),
  }));
  const qubits = circuit.qubits.length;
  return { qubits, ...counted(operations), parameters, swapsInserted: 0 };
}

/** Of a circuit in a machine's gates. */
export function nativeStats(
  circuit: NativeCircuit,
  parameters: number,
  layout: Layout,
  swapsInserted: number,
): CircuitStats {
  const operations = circuit.operations.map((one) => ({ ...one, bits: bitsOf(one) }));
  return { qubits: layout.length, ...counted(operations), parameters, swapsInserted };
}

/** Of gates in any words, on so many qubits. */
export function gateStats(
  gates: readonly { readonly name: string; readonly qubits: readonly number[] }[],
  qubits: number,
): CircuitStats {
  const operations = gates.map((gate) => ({ ...gate, bits: [] }));
  return { qubits, ...counted(operations), parameters: 0, swapsInserted: 0 };
}

function bitsOf({ bit, conditions = [] }: Pick<Gate, 'bit' | 'conditions'>): readonly number[] {
  return [...(bit === undefined ? [] : [bit]), ...conditions.flatMap(conditionBits)];
}

function counted(
  operations: readonly Operation[],
): Omit<
  CircuitStats,
  'qubits' | 'parameters' | 'swapsInserted' | 'duration' | 'successProbability'
> {
  const gates: Record<string, number> = {};
  const all = operations.filter(({ name }) => name !== 'barrier' && name !== 'delay');
  for (const { name } of all) gates[name] = (gates[name] ?? 0) + 1;
  const pairs = all.filter(({ qubits }) => qubits.length > 1);
  const virtual = ['rz', 'p', 'z', 's', 'sdg', 't', 'tdg', 'phase', 'reset', 'measure'];
  return {
    physicalQubits: new Set(all.flatMap(({ qubits }) => qubits)).size,
    gates: Object.fromEntries(Object.entries(gates).sort(([a], [b]) => (a < b ? -1 : 1))),
    twoQubit: pairs.length,
    depth: depthOf(all),
    twoQubitDepth: depthOf(pairs),
    oneQubit: all.filter(({ name, qubits }) => qubits.length === 1 && !virtual.includes(name))
      .length,
  };
}

function depthOf(operations: readonly Operation[]): number {
  const level = new Map<string, number>();
  let depth = 0;
  for (const { qubits, bits } of operations) {
    const lines = [...qubits.map((qubit) => `q${qubit}`), ...bits.map((bit) => `b${bit}`)];
    const next = 1 + Math.max(0, ...lines.map((line) => level.get(line) ?? 0));
    lines.forEach((line) => level.set(line, next));
    depth = Math.max(depth, next);
  }
  return depth;
}
