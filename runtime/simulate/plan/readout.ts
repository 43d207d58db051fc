import { emptySpan, type Mask, parity, type Span } from './bits.ts';
import type { Observable, Observed } from './observe.ts';
import { type OutputForm, type Readout, readoutSize } from './plan.ts';

/** A measurement whose strings with expectation zero are gone. */
export type SupportedObserved = Observed;

/** Which values to read from the state, and how outputs follow from them. */
export function planReadouts(measurements: readonly SupportedObserved[]): {
  readonly readouts: readonly Readout[];
  readonly outputs: readonly OutputForm[];
} {
  const marginals = measurements.flatMap((m) => (m.kind === 'probabilities' ? [marginal(m)] : []));
  const parities = planParities(measurements);
  const paulis = planPaulis(measurements);
  const readouts = [...parities.readouts, ...paulis.readouts, ...marginals.map((m) => m.readout)];
  const starts = new Map<Readout, number>();
  let count = 0;
  for (const readout of readouts) {
    starts.set(readout, count);
    count += readoutSize(readout);
  }
  let nextMarginal = 0;
  const outputs = measurements.flatMap((measurement): OutputForm[] => {
    if (measurement.kind === 'probabilities') {
      const { readout, combinations } = marginals[nextMarginal++]!;
      const start = starts.get(readout)!;
      return combinations.map((combination) => ({
        constant: 0,
        terms: combination < 0 ? [] : [{ value: start + combination, coefficient: 1 }],
      }));
    }
    return [
      expectation(measurement.terms, (term) =>
        term.flip === 0
          ? parities.values.get(term.parity)
          : starts.get(paulis.byKey.get(pauliKey(term))!),
      ),
    ];
  });
  return { readouts, outputs };
}

function expectation(
  terms: readonly Observable[],
  valueOf: (term: Observable) => number | undefined,
): OutputForm {
  const sums = new Map<number, number>();
  let constant = 0;
  for (const term of terms) {
    if (term.flip === 0 && term.parity === 0) {
      constant += term.coefficient;
      continue;
    }
    const value = valueOf(term)!;
    const factor = term.flip === 0 ? 1 : pauliFactor(term.ys);
    sums.set(value, (sums.get(value) ?? 0) + factor * term.coefficient);
  }
  return { constant, terms: [...sums].map(([value, coefficient]) => ({ value, coefficient })) };
}

/** `<P>` of a string with X or Y as a multiple of its readout: `i^ys` with both halves of each pair. */
function pauliFactor(ys: number): number {
  // Even: i^ys 2 Re. Odd: i (x - conj x) = -2 Im x with x = conj(a_k') a_k, so +2 Im(conj(a_k) a_k').
  return ys === 0 || ys === 1 ? 2 : -2;
}

function planPaulis(measurements: readonly SupportedObserved[]): {
  readonly readouts: readonly Readout[];
  readonly byKey: ReadonlyMap<string, Readout>;
} {
  const byKey = new Map<string, Readout>();
  for (const term of observables(measurements)) {
    if (term.flip === 0 || byKey.has(pauliKey(term))) continue;
    const { flip, parity: signs, ys } = term;
    byKey.set(pauliKey(term), {
      kind: 'pauli',
      flip,
      parity: signs,
      part: ys % 2 === 0 ? 'real' : 'imaginary',
    });
  }
  return { readouts: [...byKey.values()], byKey };
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

/** Labels may depend on each other on the support; then some outcomes never happen: combination -1. */
function marginal(measured: Extract<Observed, { kind: 'probabilities' }>): {
  readonly readout: Readout;
  /** For each outcome, in order. */
  readonly combinations: readonly number[];
} {
  const independent = emptySpan();
  for (const row of measured.rows) independent.extend(row);
  const combinations = new Array<number>(2 ** measured.rows.length).fill(-1);
  const inBasis = measured.rows.map((row) => independent.coordinates(row)!);
  for (let combination = 0; combination < 2 ** independent.basis.length; combination++) {
    const outcome = inBasis.reduce(
      (digits, row, i) => digits | ((parity(row & combination) ^ measured.flips[i]!) << i),
      0,
    );
    combinations[outcome] = combination;
  }
  return { readout: { kind: 'marginal', masks: independent.basis }, combinations };
}
