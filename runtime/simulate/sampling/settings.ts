import type { Measurement, Pauli, PauliTerm } from '../../program/circuit.ts';
import { pauliWords } from '../../program/measurement.ts';

/** Qubits that are measured at once, ascending, each in a basis: one circuit of a machine. */
export interface Setting {
  readonly qubits: readonly number[];
  readonly bases: readonly Pauli[];
  /** Are all bits read, or only the sign of the one word that is measured: 1 for a negative one? */
  readonly outcome: 'bits' | 'sign';
}

/** Where an outcome tells the sign of a Pauli word: by the parity of its bits under the mask. */
export interface WordReading {
  readonly setting: number;
  readonly mask: number;
}

/** How the numbers of a measurement follow from outcomes. */
export type Reading =
  | {
      readonly kind: 'expectation';
      /** What needs no measurement. */
      readonly constant: number;
      readonly words: readonly (WordReading & { readonly coefficient: number })[];
    }
  /** Masks of the measured qubits' bits, in the order of the digits, highest first. */
  | {
      readonly kind: 'probabilities';
      readonly setting: number;
      readonly masks: readonly number[];
    }
  /** Null for the identity. */
  | { readonly kind: 'paulis'; readonly words: readonly (WordReading | null)[] };

export interface SettingPlan {
  readonly settings: readonly Setting[];
  readonly readings: readonly Reading[];
}

/** Most qubits of a circuit whose words are put together: the joint distribution of their outcomes is worked out. */
const MOST_TOGETHER = 20;

/**
 * Puts measurements together that can be made at once: words that agree on the basis of each qubit they share
 * ("qubit-wise commuting", Kandala et al. 2017). Greedy: longer words first, each into the first setting that it fits
 * (first-fit colouring, Verteletskyi et al. 2020). Probabilities are one word of Z.
 * @param measurements without amplitudes, which no measurement tells
 * @param qubits of the circuit; of a large one each word has a setting of its own
 */
export function planSettings(measurements: readonly Measurement[], qubits: number): SettingPlan {
  const together = qubits <= MOST_TOGETHER;
  const words = new Map<string, Factors>();
  for (const factors of measurements.flatMap(wordsOf)) words.set(keyOf(factors), factors);
  const groups: Map<number, Pauli>[] = [];
  const groupOf = new Map<string, number>();
  const sorted = [...words].sort(([, a], [, b]) => b.length - a.length);
  for (const [key, factors] of sorted) {
    if (factors.length === 0) continue;
    const found = together ? groups.findIndex((group) => fits(group, factors)) : -1;
    const index = found < 0 ? groups.length : found;
    groups[index] ??= new Map();
    for (const { qubit, pauli } of factors) groups[index].set(qubit, pauli);
    groupOf.set(key, index);
  }
  const told = [...groupOf.values()];
  const shared = new Set(told.filter((group, place) => told.indexOf(group) !== place));
  const read = new Set(
    measurements.flatMap((measurement) =>
      measurement.kind === 'probabilities' ? groupOf.get(keyOf(wordsOf(measurement)[0]!))! : [],
    ),
  );
  const settings = groups.map((group, index): Setting => {
    const qubits = [...group.keys()].sort((a, b) => a - b);
    const bases = qubits.map((qubit) => group.get(qubit)!);
    const isShared = shared.has(index) || read.has(index);
    return { qubits, bases, outcome: isShared ? 'bits' : 'sign' };
  });
  const readingOf = (factors: Factors): WordReading | null => {
    const setting = groupOf.get(keyOf(factors));
    if (setting === undefined) return null;
    if (settings[setting]!.outcome === 'sign') return { setting, mask: 1 };
    const masks = factors.map(({ qubit }) => bitOf(settings[setting]!, qubit));
    return { setting, mask: masks.reduce((sum, mask) => sum | mask, 0) };
  };
  const readings = measurements.map((measurement): Reading => {
    switch (measurement.kind) {
      case 'expectation': {
        const parts = measurement.terms.map(({ coefficient, factors }) => ({
          coefficient,
          reading: readingOf(factors),
        }));
        return {
          kind: 'expectation',
          constant: parts.reduce(
            (sum, { coefficient, reading }) => (reading ? sum : sum + coefficient),
            0,
          ),
          words: parts.flatMap(({ coefficient, reading }) =>
            reading ? [{ ...reading, coefficient }] : [],
          ),
        };
      }
      case 'paulis':
        return {
          kind: 'paulis',
          words: pauliWords(measurement.qubits).map(({ factors }) => readingOf(factors)),
        };
      case 'probabilities': {
        const { setting } = readingOf(wordsOf(measurement)[0]!)!;
        const masks = measurement.qubits.map((qubit) => bitOf(settings[setting]!, qubit));
        return { kind: 'probabilities', setting, masks };
      }
      case 'amplitudes':
        throw new Error('amplitudes are told by no measurement');
    }
  });
  return { settings, readings };
}

type Factors = PauliTerm['factors'];

function wordsOf(measurement: Measurement): readonly Factors[] {
  switch (measurement.kind) {
    case 'expectation':
      return measurement.terms.map(({ factors }) => factors);
    case 'paulis':
      return pauliWords(measurement.qubits).map(({ factors }) => factors);
    case 'probabilities':
      return [
        [...new Set(measurement.qubits)]
          .sort((a, b) => a - b)
          .map((qubit) => ({ qubit, pauli: 'Z' })),
      ];
    case 'amplitudes':
      throw new Error('amplitudes are told by no measurement');
  }
}

function keyOf(factors: Factors): string {
  return factors.map(({ qubit, pauli }) => `${pauli}${qubit}`).join(' ');
}

function fits(group: ReadonlyMap<number, Pauli>, factors: Factors): boolean {
  return factors.every(({ qubit, pauli }) => (group.get(qubit) ?? pauli) === pauli);
}

/** A qubit's bit in the outcomes of a setting; the first qubit has the highest. */
function bitOf({ qubits }: Setting, qubit: number): number {
  return 2 ** (qubits.length - 1 - qubits.indexOf(qubit));
}
