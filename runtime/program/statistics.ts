import type { Circuit, Gate } from './circuit.ts';

/** Counts of a circuit as it stands, before any target: what `estimate` and emitters tell of it. */
export interface CircuitStatistics {
  readonly qubits: number;
  /** By name with controls, e.g. `cx`, `crz`, `ccx`; barriers and global phases do not count. */
  readonly gates: Readonly<Record<string, number>>;
  /** Gates on exactly two qubits, controls included. */
  readonly twoQubit: number;
  /** Length of the longest chain of gates that wait for each other. */
  readonly depth: number;
  /** The same chain, only gates on two or more qubits counted. */
  readonly twoQubitDepth: number;
  /** Gates on one qubit other than `rz`, `p` and the like, which hardware does by a change of frame. */
  readonly oneQubit: number;
}

const virtual: ReadonlySet<string> = new Set(['rz', 'p', 'z', 's', 'sdg', 't', 'tdg']);

export function circuitStatistics(circuit: Circuit): CircuitStatistics {
  const counted = circuit.gates.filter((gate) => gate.name !== 'barrier' && width(gate) > 0);
  const gates: Record<string, number> = {};
  for (const gate of counted) {
    const name = gateLabel(gate);
    gates[name] = (gates[name] ?? 0) + 1;
  }
  return {
    qubits: circuit.qubits.length,
    gates,
    twoQubit: counted.filter((gate) => width(gate) === 2).length,
    depth: depthOf(circuit, counts),
    twoQubitDepth: depthOf(circuit, (gate) => counts(gate) && width(gate) > 1),
    oneQubit: counted.filter((gate) => width(gate) === 1 && !virtual.has(gate.name)).length,
  };
}

/** The gate's name as people write it, one `c` for each control. */
export function gateLabel(gate: Gate): string {
  return 'c'.repeat(gate.controls.length) + gate.name;
}

/** A barrier adds nothing, and what stands behind it waits for everything before it. */
function depthOf(circuit: Circuit, adds: (gate: Gate) => boolean): number {
  const level = new Array<number>(circuit.qubits.length).fill(0);
  for (const gate of circuit.gates) {
    const touched = [...gate.controls, ...gate.qubits];
    const reached = Math.max(0, ...touched.map((qubit) => level[qubit] ?? 0));
    for (const qubit of touched) level[qubit] = reached + (adds(gate) ? 1 : 0);
  }
  return Math.max(0, ...level);
}

function counts(gate: Gate): boolean {
  return gate.name !== 'barrier';
}

function width(gate: Gate): number {
  return gate.qubits.length + gate.controls.length;
}
