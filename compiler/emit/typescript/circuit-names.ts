import type { Circuit, Program } from '../../../runtime/program/index.ts';
import { describeLeaf } from '../leaf-path.ts';
import { createIdentifiers } from './identifiers.ts';
import { statementOf } from './naming.ts';
import type { TypescriptOptions } from './options.ts';

/** What things are called inside the definition of a circuit. */
export interface CircuitNames {
  readonly registers: readonly RegisterName[];
  /** Of each qubit, e.g. `v(0)`. */
  readonly operands: readonly string[];
  /** Of each bit that is measured on the way, e.g. `outcome`, `outcome2`. */
  readonly bits: readonly string[];
  /** The values that angles are made of, by node, and their names. */
  readonly inputs: ReadonlyMap<number, string>;
}

interface RegisterName {
  /** In the model. */
  readonly key: string;
  /** In the code: another where the model's is a word of TypeScript. */
  readonly local: string;
  readonly size: number;
}

/** Short names: a parameter's own (`w`), a `let`'s, else that of the modality a value is made of. */
export function nameCircuit(
  program: Program,
  circuit: Circuit,
  options: TypescriptOptions,
): CircuitNames {
  const names = createIdentifiers();
  const members = new Map<string, number[]>();
  circuit.qubits.forEach(({ register }, qubit) => {
    members.set(register, [...(members.get(register) ?? []), qubit]);
  });
  const operands: string[] = [];
  const registers = [...members].map(([key, own]): RegisterName => {
    const local = names.take(key);
    own
      .toSorted((a, b) => circuit.qubits[a]!.index - circuit.qubits[b]!.index)
      .forEach((qubit, place) => (operands[qubit] = `${local}(${place})`));
    return { key, local, size: own.length };
  });
  const nodes = [...new Set(circuit.leaves.map(({ node }) => node))].sort((a, b) => a - b);
  const inputs = nodes.map((node) => [node, names.take(wordFor(program, node, options))] as const);
  const bits = (circuit.bits ?? []).map(({ register }) => names.take(register));
  return { registers, operands, bits, inputs: new Map(inputs) };
}

function wordFor(program: Program, index: number, options: TypescriptOptions): string {
  const { origin, operation } = program.nodes[index]!;
  // The description of an entry is a word and its position.
  const word = describeLeaf(program, { node: index, element: 0 }).word.replace(/(_\d+)*$/, '');
  if (operation.kind === 'parameter' || operation.kind === 'argument') return word;
  return statementOf(program, origin, options).own ?? word;
}
