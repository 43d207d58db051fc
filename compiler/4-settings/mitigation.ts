import type { Expression } from '../../grammar/tree.ts';
import { callIn, checkArguments, numberIn, unknownName, wrong, type Reader } from './reader.ts';

/** One way to make the results of a machine better. */
export type Mitigation =
  | { readonly kind: 'readout_calibration' | 'twirl' }
  /** Zero-noise extrapolation; without `fit` or `factors` the service chooses. */
  | { readonly kind: 'zne'; readonly factors?: readonly number[]; readonly fit?: Fit }
  /** Probabilistic error cancellation, with at most so many times the shots. */
  | { readonly kind: 'pec'; readonly overhead?: number }
  | { readonly kind: 'decouple'; readonly sequence?: Sequence };

export type Fit = (typeof FITS)[number];
export type Sequence = (typeof SEQUENCES)[number];

const FITS = ['linear', 'quadratic', 'cubic', 'exponential', 'double_exponential'] as const;
const SEQUENCES = ['XX', 'XpXm', 'XY4'] as const;

const KINDS: Readonly<Record<Mitigation['kind'], readonly string[]>> = {
  readout_calibration: [],
  twirl: [],
  zne: ['factors', 'fit'],
  pec: ['overhead'],
  decouple: ['sequence'],
};

/** `mitigation`: one of these, or a list; what is wrong is reported, and left out. */
export function readMitigation(
  reader: Reader,
  expression: Expression | undefined,
): readonly Mitigation[] {
  if (expression === undefined) return [];
  const parts = expression.kind === 'join' ? expression.parts : [expression];
  return parts.flatMap((part) => {
    const mitigation = mitigationIn(reader, part);
    return mitigation === undefined ? [] : [mitigation];
  });
}

function mitigationIn(reader: Reader, expression: Expression): Mitigation | undefined {
  const names = Object.keys(KINDS) as Mitigation['kind'][];
  const call = callIn(expression);
  if (call === undefined) {
    wrong(
      reader,
      expression,
      '`mitigation`',
      'e.g. `[zne(factors: [1, 3, 5]), readout_calibration]`',
    );
    return undefined;
  }
  const kind = names.find((one) => one === call.name);
  if (kind === undefined) {
    unknownName(reader, expression, 'mitigation', call.name, names);
    return undefined;
  }
  checkArguments(reader, expression, KINDS[kind]);
  const argument = (name: string, position: number): Expression | undefined =>
    call.named.get(name) ?? call.positional[position];
  switch (kind) {
    case 'readout_calibration':
    case 'twirl':
      return { kind };
    case 'zne': {
      const factors = factorsIn(reader, argument('factors', 0));
      const fit = wordIn(reader, argument('fit', 1), 'fit', FITS);
      return { kind, ...(factors && { factors }), ...(fit && { fit }) };
    }
    case 'pec': {
      const given = argument('overhead', 0);
      const overhead = given && numberIn(given);
      if (given && !(overhead !== undefined && overhead > 0))
        wrong(reader, given, '`overhead`', 'a positive number');
      return { kind, ...(overhead !== undefined && { overhead }) };
    }
    case 'decouple': {
      const sequence = wordIn(reader, argument('sequence', 0), 'sequence', SEQUENCES);
      return { kind, ...(sequence && { sequence }) };
    }
  }
}

/** How often each gate is done, at least once each. */
function factorsIn(
  reader: Reader,
  expression: Expression | undefined,
): readonly number[] | undefined {
  if (expression === undefined) return undefined;
  const parts = expression.kind === 'join' ? expression.parts : [expression];
  const factors = parts.map((part) => numberIn(part) ?? Number.NaN);
  if (factors.every((factor) => factor >= 1)) return factors;
  wrong(reader, expression, '`factors`', 'numbers from 1, e.g. `[1, 3, 5]`');
  return undefined;
}

function wordIn<Word extends string>(
  reader: Reader,
  expression: Expression | undefined,
  what: string,
  words: readonly Word[],
): Word | undefined {
  if (expression === undefined) return undefined;
  const name = callIn(expression)?.name;
  const word = words.find((one) => one === name);
  if (word === undefined) unknownName(reader, expression, what, name ?? 'this', words);
  return word;
}
