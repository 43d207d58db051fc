import { emptySpan, labelOf, type Mask, parity, type Span } from './bits.ts';
import { planAmplitudes } from './amplitudes.ts';
import type { Observable } from './observe.ts';
import { type OutputForm, type Readout, readoutSize } from './plan.ts';
import { pauliFactor } from './pauli-factor.ts';
import type { SupportedObserved } from './restrict.ts';
import { indexOfWord, planWords } from './words.ts';

/** Of independent parities, for strings with one flip to be read together. */
const MOST_SUMS = 6;

/** Which values to read from the state, and how outputs follow from them. */
export function planReadouts(measurements: readonly SupportedObserved[]): {
  readonly readouts: readonly Readout[];
  readonly outputs: readonly OutputForm[];
} {
  const parities = planParities(measurements);
  const paulis = planPaulis(measurements);
  const readouts = [...parities.readouts, ...paulis.readouts];
  const starts = new Map<Readout, number>();
  let count = 0;
  for (const readout of readouts) {
    starts.set(readout, count);
    count += readoutSize(readout);
  }
  const outputs = measurements.flatMap((measurement): readonly OutputForm[] => {
    if (measurement.kind === 'expectation') {
      return [
        expectation(measurement.terms, (term) => {
          if (term.flip === 0) return parities.values.get(term.parity)!;
          const { readout, index } = paulis.values.get(pauliKey(term))!;
          return starts.get(readout)! + index;
        }),
      ];
    }
    const own = planOwn(measurement, count);
    readouts.push(own.readout);
    count += readoutSize(own.readout);
    return own.outputs;
  });
  return { readouts, outputs };
}

/** A readout that serves one measurement, and its outputs, given where its values begin. */
function planOwn(
  measurement: Exclude<SupportedObserved, { kind: 'expectation' }>,
  start: number,
): { readonly readout: Readout; readonly outputs: readonly OutputForm[] } {
  switch (measurement.kind) {
    case 'probabilities':
      return planMarginal(measurement, start);
    case 'paulis':
      return planWords(measurement, start);
    case 'amplitudes':
      return planAmplitudes(measurement, start);
  }
}

function expectation(
  terms: readonly Observable[],
  valueOf: (term: Observable) => number,
): OutputForm {
  const sums = new Map<number, number>();
  let constant = 0;
  for (const term of terms) {
    if (term.flip === 0 && term.parity === 0) {
      constant += term.coefficient;
      continue;
    }
    const value = valueOf(term);
    const factor = term.flip === 0 ? 1 : pauliFactor(term.ys);
    sums.set(value, (sums.get(value) ?? 0) + factor * term.coefficient);
  }
  return { constant, terms: [...sums].map(([value, coefficient]) => ({ value, coefficient })) };
}

/** Strings that flip something; those that flip the same are read in one sweep, where there are not too many sums. */
function planPaulis(measurements: readonly SupportedObserved[]): {
  readonly readouts: readonly Readout[];
  /** Where a string's value is, given where those of its readout begin. */
  readonly values: ReadonlyMap<string, { readonly readout: Readout; readonly index: number }>;
} {
  const byFlip = new Map<Mask, Map<Mask, Observable>>();
  for (const term of observables(measurements)) {
    if (term.flip === 0) continue;
    const strings = byFlip.get(term.flip) ?? new Map<Mask, Observable>();
    byFlip.set(term.flip, strings.set(term.parity, term));
  }
  const values = new Map<string, { readonly readout: Readout; readonly index: number }>();
  for (const [flip, strings] of byFlip) {
    const terms = [...strings.values()];
    const odd = terms.find((term) => parity(term.parity & flip) === 1);
    const span = emptySpan();
    span.extend(odd?.parity ?? flip & -flip);
    for (const term of terms) span.extend(term.parity);
    const together: Readout = { kind: 'words', masks: span.basis, flips: [flip] };
    const isTogether = terms.length > 1 && span.basis.length <= MOST_SUMS;
    for (const term of terms) {
      const { ys, parity: signs } = term;
      values.set(
        pauliKey(term),
        isTogether
          ? { readout: together, index: indexOfWord(span, flip, { parity: signs, ys }) }
          : {
              readout: {
                kind: 'pauli',
                flip,
                parity: signs,
                part: ys % 2 === 0 ? 'real' : 'imaginary',
              },
              index: 0,
            },
      );
    }
  }
  return { readouts: [...new Set([...values.values()].map(({ readout }) => readout))], values };
}

function pauliKey({ flip, parity: signs }: Observable): string {
  return `${flip} ${signs}`;
}

/** Distinct parities, packed into sets of independent ones: each set is read in one sweep. */
function planParities(measurements: readonly SupportedObserved[]): {
  readonly readouts: readonly Readout[];
  /** Where the value of a mask is. */
  readonly values: ReadonlyMap<Mask, number>;
} {
  const sets: Span[] = [];
  const seen = new Set<Mask>([0]);
  for (const { flip, parity: mask } of observables(measurements)) {
    if (flip !== 0 || seen.has(mask)) continue;
    seen.add(mask);
    if (sets.some((set) => set.extend(mask))) continue;
    const set = emptySpan();
    set.extend(mask);
    sets.push(set);
  }
  const values = new Map<Mask, number>();
  for (const mask of sets.flatMap((set) => set.basis)) values.set(mask, values.size);
  return { readouts: sets.map((set) => ({ kind: 'parities', masks: set.basis })), values };
}

function observables(measurements: readonly SupportedObserved[]): readonly Observable[] {
  return measurements.flatMap((m) => (m.kind === 'expectation' ? m.terms : []));
}

/** Labels may depend on each other on the support; then some outcomes never happen. */
function planMarginal(
  { rows, flips }: Extract<SupportedObserved, { kind: 'probabilities' }>,
  start: number,
): { readonly readout: Readout; readonly outputs: readonly OutputForm[] } {
  const independent = emptySpan();
  for (const row of rows) independent.extend(row);
  const inBasis = rows.map((row) => independent.coordinates(row)!);
  const outputs = new Array<OutputForm>(2 ** rows.length).fill({ constant: 0, terms: [] });
  for (let combination = 0; combination < 2 ** independent.basis.length; combination++) {
    outputs[labelOf(combination, inBasis, flips)] = {
      constant: 0,
      terms: [{ value: start + combination, coefficient: 1 }],
    };
  }
  return { readout: { kind: 'marginal', masks: independent.basis }, outputs };
}
