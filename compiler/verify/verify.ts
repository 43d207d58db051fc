import { UserProblem, type Circuit } from '../../runtime/program/index.ts';
import { bound, cliffordBindings, everyBinding, randomNumbers, someBindings } from './bindings.ts';
import type { Gap } from './compare-states.ts';
import { compareDense, type DenseDifference, type DenseResult } from './dense.ts';
import type { Rotations } from './rotations.ts';
import { sharedWires, type SharedWires } from './shared-wires.ts';
import { sameSymbolically } from './symbolic.ts';
import { cliffordDifference, type WordDifference } from './tableau.ts';
import { unfold, type Places } from './unfold.ts';
import type { Finding, Relation, Verdict } from './verdict.ts';

/** A circuit with the places of the qubits that it has in common with another. */
export interface Subject {
  readonly circuit: Circuit;
  readonly places: Places;
}

export interface VerifyOptions {
  /** Default: `measured` where one of the circuits measures something, else `unitary`. */
  readonly relation?: Relation;
  readonly seed?: number;
}

const COUNTS = { clifford: 8, dense: 4, grid: 40 };

/**
 * Are two circuits the same? Leaves of the same number are the same in both, and so are measurements.
 *
 * First the two are compared as rotations about Pauli words, with all angles open and at any width; then at angles
 * that are multiples of a quarter turn by their tableaus, which shows most differences at any width; then on state
 * vectors, each observation within its light cone.
 *
 * @throws UserProblem for a `prepare` of amplitudes that are not known
 */
export function verify(
  a: Subject,
  b: Subject,
  { relation, seed = 0 }: VerifyOptions = {},
): Verdict {
  const measures = [a, b].some(({ circuit }) => circuit.measurements.length > 0);
  const chosen = relation ?? (measures ? 'measured' : 'unitary');
  const [first, second] = [a, b].map((each) => unfold(each.circuit, each.places, chosen)) as [
    Rotations,
    Rotations,
  ];
  checkObservations(first, second);
  const leaves = Math.max(a.circuit.leaves.length, b.circuit.leaves.length);
  const pair: Pair = { a: first, b: second, shared: sharedWires(first, second), leaves, seed };
  const compared = sameSymbolically(first, second, pair.shared);
  if (compared !== undefined) {
    const open = leaves === 0 ? '' : ', for all values of the inputs';
    const how = `as ${compared} rotations about Pauli words behind Clifford gates${open}`;
    return { verdict: 'equivalent', relation: chosen, how };
  }
  return { relation: chosen, ...(byTableaus(pair) ?? byStates(pair)) };
}

interface Pair {
  readonly a: Rotations;
  readonly b: Rotations;
  readonly shared: SharedWires;
  readonly leaves: number;
  readonly seed: number;
}

type Finished = Verdict extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'relation'>
    : never
  : never;

function byTableaus({ a, b, shared, leaves, seed }: Pair): Finished | undefined {
  const bindings = cliffordBindings([a, b], leaves, COUNTS.clifford, randomNumbers(seed));
  for (const values of bindings ?? []) {
    const difference = cliffordDifference(bound(a, values), bound(b, values), shared);
    if (difference === undefined) return undefined;
    if (difference !== null) {
      const at = leaves === 0 ? '' : ', at angles that are multiples of a quarter turn';
      return {
        verdict: 'different',
        how: `by the tableaus of the two${at}`,
        counterexample: {
          values,
          start: difference.start,
          finding: findingOfWords(difference, a),
        },
      };
    }
    if (leaves === 0) {
      return {
        verdict: 'equivalent',
        how: 'by the tableaus of the two, which are Clifford circuits',
      };
    }
  }
  return undefined;
}

function byStates(pair: Pair): Finished {
  const { a, b, leaves, seed } = pair;
  const grid = everyBinding([a, b], leaves, COUNTS.grid);
  const random = someBindings(leaves, COUNTS.dense, randomNumbers(seed + 1));
  // Differences show at almost all numbers, so a few random ones come first.
  const found = compareDense(a, b, { bindings: random, seed });
  if (found.difference !== undefined) return differentStates(found.difference, a);
  if (found.skipped.length > 0) return undecided(pair, found);
  const complete =
    grid === undefined || leaves === 0 ? undefined : compareDense(a, b, { bindings: grid, seed });
  if (complete?.difference !== undefined) return differentStates(complete.difference, a);
  const whole = leaves === 0 || (complete !== undefined && complete.bindings === grid?.length);
  const numbers =
    leaves === 0
      ? ''
      : whole
        ? ` at ${grid!.length} values of the inputs, which decide trigonometric polynomials of this degree`
        : ` at ${found.bindings} random values of the inputs, where a difference vanishes with probability 0`;
  const states = found.allInputs ? '' : ' and a random state of the qubits';
  return {
    verdict: 'equivalent',
    how: `on states of ${found.wires} qubits${numbers}${states}, to seven digits`,
  };
}

function differentStates(difference: DenseDifference, a: Rotations): Finished {
  return {
    verdict: 'different',
    how: 'on state vectors',
    counterexample: {
      values: difference.binding,
      start: difference.start,
      finding: findingOf(difference.gap, difference.observation, a),
    },
  };
}

function undecided({ a, leaves }: Pair, { skipped }: DenseResult): Finished {
  const what =
    skipped.length === a.observed.length
      ? 'what is compared depends on more qubits than a state vector can have'
      : `${skipped.length} of ${a.observed.length} readouts depend on more qubits than a state vector can have`;
  const clifford =
    leaves > 0 ? ', and at angles that are multiples of a quarter turn no difference showed' : '';
  return {
    verdict: 'undecided',
    how: `written as rotations about Pauli words the two are not alike, ${what}${clifford}`,
  };
}

type ProductOf = Extract<Finding, { readonly kind: 'product' }>['of'][number];

function findingOfWords({ words, values }: WordDifference, { observed }: Rotations): Finding {
  const kinds = observed.flatMap((each, at): readonly ProductOf[] => {
    switch (each.kind) {
      case 'bits':
        return each.wires.map((_, index) => ({ what: 'bit', index }));
      case 'state':
        return each.wires.flatMap((_, index): readonly ProductOf[] => [
          { what: 'X', index },
          { what: 'Z', index },
        ]);
      case 'expectation':
        return each.terms.map(() => ({ what: 'term', index: at }));
    }
  });
  const named = words.map((word) => kinds[word]!).sort((a, b) => a.index - b.index);
  // X and Z of one qubit are its Y, phases aside.
  const of = named.flatMap((each, k): readonly ProductOf[] => {
    const pairs = (other: ProductOf | undefined): boolean =>
      observed[0]?.kind === 'state' && other?.index === each.index;
    if (pairs(named[k - 1])) return [];
    return pairs(named[k + 1]) ? [{ what: 'Y', index: each.index }] : [each];
  });
  return { kind: 'product', of, ...values };
}

function findingOf(gap: Gap, observation: number, { observed }: Rotations): Finding {
  if (gap.kind === 'state') return gap;
  const { a, b } = gap;
  if (gap.kind === 'expectation') return { kind: 'expectation', index: observation, a, b };
  const each = observed[observation]!;
  const width = each.kind === 'bits' ? each.wires.length : 0;
  // The first measured bit first.
  const digits = Array.from({ length: width }, (_, bit) => (gap.outcome >>> bit) & 1).join('');
  return { kind: 'outcome', digits, a, b };
}

/** @throws UserProblem where the two do not measure the same */
function checkObservations(a: Rotations, b: Rotations): void {
  const texts = [a, b].map(({ observed }) =>
    observed.map((each) => {
      switch (each.kind) {
        case 'bits':
          return `${each.wires.length} bits`;
        case 'state':
          return `${each.wires.length} qubits`;
        case 'expectation':
          return `an expectation of ${each.terms.length} terms`;
      }
    }),
  );
  const [first, second] = texts.map((list) => (list.length === 0 ? 'nothing' : list.join(', ')));
  if (first === second) return;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `The first circuit measures ${first!}, the second ${second!}.`,
    help: 'Measure the same qubits in both, in the same order, or nothing in either.',
  });
}
