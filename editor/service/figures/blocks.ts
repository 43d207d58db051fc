import type { Location } from '../../../compiler/index.ts';
import { gateStats } from '../../../compiler/emit/stats.ts';
import { isMarker, type Circuit, type Gate, type Program } from '../../../runtime/program/index.ts';
import { pathOf } from '../../../runtime/draw/provenance.ts';
import { sentencesOf } from '../../../runtime/draw/sentences.ts';

/** One application of a circuit, as a sentence of the text asks for it, and what it costs as it is written. */
export interface Block {
  /** The sentence. */
  readonly at: Location;
  /** As paths of gates begin: `evolve q`. */
  readonly key: string;
  readonly circuit: string;
  readonly gates: number;
  /** On two or more qubits. */
  readonly twoQubit: number;
  readonly qubits: number;
  readonly depth: number;
  readonly weights: number;
}

/** The sentences of a model that act on qubits, in the order in which they act; one that two circuits share is told once. */
export function blocksOf(program: Program): Block[] {
  const found = new Map<string, Block>();
  for (const circuit of program.circuits) {
    for (const [key, gates] of gatesBySentence(program, circuit)) {
      const at = sentenceAt(program, key);
      if (found.has(key) || at === undefined) continue;
      const parts = sentencesOf(program, { ...circuit, gates });
      const stats = gateStats(gates.map(words), circuit.qubits.length);
      found.set(key, {
        at,
        key,
        circuit: parts[0]?.circuit ?? '',
        gates: gates.length,
        twoQubit: stats.twoQubit,
        qubits: stats.physicalQubits,
        depth: stats.depth,
        weights: parts.reduce((sum, { weights }) => Math.max(sum, weights), 0),
      });
    }
  }
  return [...found.values()];
}

/** Gates of a circuit by the sentence that asks for them, marks left out. */
export function gatesBySentence(program: Program, circuit: Circuit): Map<string, Gate[]> {
  const groups = new Map<string, Gate[]>();
  for (const gate of circuit.gates) {
    if (isMarker(gate.name)) continue;
    const [key = ''] = pathOf(program, gate.origin);
    groups.set(key, [...(groups.get(key) ?? []), gate]);
  }
  return groups;
}

function words({ name, qubits, controls }: Gate): {
  readonly name: string;
  readonly qubits: readonly number[];
} {
  return { name: 'c'.repeat(controls.length) + name, qubits: [...controls, ...qubits] };
}

/** Where the sentence stands: the origin that its path alone names. */
export function sentenceAt(
  { origins, sources, model }: Program,
  key: string,
): Location | undefined {
  const own = origins.find(({ path }) => path.length === 2 && path[0] === model && path[1] === key);
  const file = own && sources[own.file];
  return own && file !== undefined ? { file, start: own.start, end: own.end } : undefined;
}
