import type { Circuit, Gate, Program } from '../program/index.ts';
import { partsOfElement } from './elements.ts';
import { circuitBodies, isInside, pathOf } from './provenance.ts';

/** The gates of one application of a circuit, in order. */
export interface Sentence {
  /** Verb and registers, e.g. `fuse v, s`. */
  readonly title: string;
  /** The circuit it applies, e.g. `reupload`; empty for a bare gate. */
  readonly circuit: string;
  readonly role: Role;
  readonly gates: readonly Gate[];
  /** Qubits that its gates touch, ascending. */
  readonly qubits: readonly number[];
  /** Trainable numbers in its angles. */
  readonly weights: number;
  /** Modalities that a sample may lack and without which it does nothing. */
  readonly when: readonly string[];
}

export type Role = 'encode' | 'fuse' | 'evolve' | 'other';

/** The sentences of a circuit in order; one that the optimiser has torn apart appears once for each part. */
export function sentencesOf(program: Program, circuit: Circuit): Sentence[] {
  const runs: Gate[][] = [];
  for (const gate of circuit.gates) {
    const last = runs.at(-1);
    if (last && keyOf(program, last[0]!) === keyOf(program, gate)) last.push(gate);
    else runs.push([gate]);
  }
  return runs.map((gates) => sentence(program, circuit, gates));
}

/** Every qubit a gate touches, controls first. */
export function wiresOf(gate: Gate): number[] {
  return [...gate.controls, ...gate.qubits];
}

function sentence(program: Program, circuit: Circuit, gates: readonly Gate[]): Sentence {
  const [written = '', name = ''] = pathOf(program, gates[0]!.origin);
  const optional = program.inputs.filter((input) => input.optional).map(({ name }) => name);
  const role = roleOf(written);
  const qubits = [...new Set(gates.flatMap(wiresOf))].sort((a, b) => a - b);
  const leaves = gates.flatMap(({ angles }) =>
    angles.flatMap((angle) => circuit.angles[angle]!.terms.map(({ leaf }) => leaf)),
  );
  return {
    title: role === 'other' ? written : `${role} ${registersOf(circuit, qubits).join(', ')}`,
    circuit: name === written ? '' : name,
    role,
    gates,
    qubits,
    weights: weightsOf(program, circuit, new Set(leaves)),
    when: optional.filter((name) => gates.some(({ when }) => when.includes(name))),
  };
}

/** Elements of parameters that the leaves are made of, each counted once. */
function weightsOf(program: Program, circuit: Circuit, leaves: ReadonlySet<number>): number {
  const bodies = circuitBodies(program);
  const found = new Set<string>();
  const visit = (index: number, element: number): void => {
    const node = program.nodes[index]!;
    if (node.operation.kind === 'parameter') found.add(`${String(index)}:${String(element)}`);
    // Layers that a feature came through belong to the feature, not to the circuit.
    if (!isInside(program, bodies, node)) return;
    if (node.operation.kind === 'gather') visitRows(node.inputs[0]!, element);
    const parts = partsOfElement(program, node, element);
    if (parts.kind === 'element') visit(parts.node, parts.element);
    if (parts.kind === 'apply') parts.parts.forEach((part) => visit(part.node, part.element));
  };
  // Any row of a table may be looked up: the element stands for its whole column.
  const columns = new Set<string>();
  const visitRows = (table: number, element: number): void => {
    const [rows = 0, ...row] = program.nodes[table]!.shape;
    const width = row.reduce((product, length) => product * length, 1);
    const column = `${String(table)}:${String(element % width)}`;
    if (columns.has(column)) return;
    columns.add(column);
    for (let start = 0; start < rows; start++) visit(table, start * width + (element % width));
  };
  for (const leaf of leaves) visit(circuit.leaves[leaf]!.node, circuit.leaves[leaf]!.element);
  return found.size;
}

/** A path names a sentence by its first register; a reader wants all of them. */
function registersOf(circuit: Circuit, qubits: readonly number[]): string[] {
  return [...new Set(qubits.map((qubit) => circuit.qubits[qubit]!.register))];
}

function keyOf(program: Program, gate: Gate): string {
  const path = pathOf(program, gate.origin);
  return path.slice(0, 2).join('\n');
}

function roleOf(title: string): Role {
  const [verb] = title.split(' ');
  return verb === 'encode' || verb === 'fuse' || verb === 'evolve' ? verb : 'other';
}
