import type { Circuit } from '../../program/index.ts';
import type { Ansatz } from '../ansatz.ts';
import { entropyOf } from './entropy.ts';
import { createStateMaker } from './states.ts';

/** Qubits that belong together: a register, or what one set of modalities is encoded into. */
export interface Group {
  readonly name: string;
  readonly qubits: readonly number[];
}

export interface BetweenRegisters {
  /** Entropy of each group in bits, mean over samples; at most its number of qubits. */
  readonly entropies: readonly {
    readonly name: string;
    readonly qubits: number;
    readonly bits: number;
  }[];
  /** Mutual information of each pair in bits, mean over samples; at most twice the smaller one's qubits. */
  readonly pairs: readonly { readonly between: readonly [string, string]; readonly bits: number }[];
}

/** Reduced states of more samples tell nothing new. */
const SAMPLES = 32;

/**
 * What the parts of a model know of one another: von Neumann entropy `S(A)` of each part, and the mutual information
 * `I(A:B) = S(A) + S(B) - S(AB)` of each pair (Nielsen and Chuang 2010, sections 11.3 and 11.3.4), with the subject's
 * weights. Undefined where the circuit has one part only.
 */
export function betweenRegisters(ansatz: Ansatz): BetweenRegisters | undefined {
  const { circuit, samples, leaves } = ansatz;
  const groups = groupsOf(circuit);
  if (groups.length < 2) return undefined;
  const maker = createStateMaker(circuit);
  const width = circuit.leaves.length;
  const count = width === 0 ? 1 : Math.min(samples, SAMPLES);
  const states = maker.states(leaves.subarray(0, count * width));
  const mean = (qubits: readonly number[]): number => {
    let sum = 0;
    for (let row = 0; row < count; row++) {
      sum += entropyOf(states.subarray(row * maker.size, (row + 1) * maker.size), qubits);
    }
    return sum / count;
  };
  const entropies = groups.map(({ name, qubits }) => ({
    name,
    qubits: qubits.length,
    bits: mean(qubits),
  }));
  const pairs = groups.flatMap((a, i) =>
    groups.slice(i + 1).map((b, offset) => {
      const together = mean([...a.qubits, ...b.qubits]);
      const bits = entropies[i]!.bits + entropies[i + 1 + offset]!.bits - together;
      return { between: [a.name, b.name] as const, bits: Math.max(0, bits) };
    }),
  );
  return { entropies, pairs };
}

/** Registers where there are several, else qubits by the modalities encoded into them. */
export function groupsOf({ qubits, gates }: Circuit): Group[] {
  const registers = new Set(qubits.map(({ register }) => register));
  const nameOf = (qubit: number): string => {
    if (registers.size > 1) return qubits[qubit]!.register;
    const names = gates.flatMap((gate) =>
      [...gate.qubits, ...gate.controls].includes(qubit) ? gate.when : [],
    );
    return [...new Set(names)].sort().join(' and ') || 'nothing encoded';
  };
  const groups = new Map<string, number[]>();
  for (const qubit of qubits.keys()) {
    const name = nameOf(qubit);
    groups.set(name, [...(groups.get(name) ?? []), qubit]);
  }
  return [...groups].map(([name, own]) => ({ name, qubits: own }));
}
