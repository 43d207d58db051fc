import { adjoint, type Complex, IDENTITY, type Matrix2, ONE, type Term } from './operator.ts';

/** A matrix product operator on neighbouring sites, from `first` on; its outer bonds have one value. */
export interface Mpo {
  readonly first: number;
  readonly sites: readonly MpoSite[];
}

/** Blocks that are not there are zero. */
export interface MpoSite {
  readonly left: number;
  readonly right: number;
  readonly blocks: readonly MpoBlock[];
}

export interface MpoBlock {
  readonly left: number;
  readonly right: number;
  readonly factor: Complex;
  readonly matrix: Matrix2;
}

/**
 * A sum of products as an operator whose bonds remember which term is under way (McCulloch 2007, section 2.3): none
 * yet, one of those that reach across the bond, or one that is complete. The number of terms that only touch
 * neighbours makes no difference to its size.
 * @param terms factors by site; at least one term, or the operator is zero
 */
export function mpoOfTerms(terms: readonly Term[]): Mpo {
  const touched = terms.flatMap(({ factors }) => [...factors.keys()]);
  // A multiple of the identity is a product with the identity on the first site.
  const first = touched.length > 0 ? Math.min(...touched) : 0;
  const last = Math.max(first, ...touched);
  const spans = terms.map(({ factors }) =>
    spanOf(factors.size > 0 ? [...factors.keys()] : [first]),
  );
  const bonds = Array.from({ length: last - first + 2 }, (_, i) => bondStates(spans, first + i));
  const sites = Array.from({ length: last - first + 1 }, (_, i): MpoSite => {
    const [left, right] = [bonds[i]!, bonds[i + 1]!];
    const site = first + i;
    const blocks: MpoBlock[] = [];
    const add = (from: State, to: State, factor: Complex, matrix: Matrix2): void => {
      const [a, b] = [left.get(from), right.get(to)];
      if (a !== undefined && b !== undefined) blocks.push({ left: a, right: b, factor, matrix });
    };
    add('none', 'none', ONE, IDENTITY);
    add('done', 'done', ONE, IDENTITY);
    spans.forEach((span, term) => {
      if (site < span.first || site > span.last) return;
      const { coefficient, factors } = terms[term]!;
      const begins = site === span.first;
      add(
        begins ? 'none' : term,
        site === span.last ? 'done' : term,
        begins ? coefficient : ONE,
        factors.get(site) ?? IDENTITY,
      );
    });
    return { left: left.size, right: right.size, blocks };
  });
  return { first, sites };
}

/** The index of a term that is under way. */
type State = number | 'none' | 'done';

interface Span {
  readonly first: number;
  readonly last: number;
}

function spanOf(sites: readonly number[]): Span {
  return { first: Math.min(...sites), last: Math.max(...sites) };
}

/** What the bond to the left of a site has to remember, numbered. */
function bondStates(spans: readonly Span[], site: number): ReadonlyMap<State, number> {
  const states: State[] = [];
  if (spans.some(({ first }) => first >= site)) states.push('none');
  if (spans.some(({ last }) => last < site)) states.push('done');
  spans.forEach(({ first, last }, term) => {
    if (first < site && site <= last) states.push(term);
  });
  return new Map(states.map((state, index) => [state, index]));
}

/** Every block's adjoint: that of the whole. */
export function adjointMpo({ first, sites }: Mpo): Mpo {
  return {
    first,
    sites: sites.map((site) => ({
      ...site,
      blocks: site.blocks.map(({ factor, matrix, ...bonds }) => ({
        ...bonds,
        factor: { re: factor.re, im: -factor.im },
        matrix: adjoint(matrix),
      })),
    })),
  };
}
