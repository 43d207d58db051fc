import type { OutputSum } from './outputs.ts';

/** Sums of products of numbers, of one sample at a time. */
export interface Products {
  /** @param values of all parts, `out` is written */
  read(values: Float64Array, out: Float64Array): void;
  /** The gradient of each value, written to `weights`, given that of each output. */
  spread(values: Float64Array, outputGradient: Float64Array, weights: Float64Array): void;
}

export function createProducts(outputs: readonly OutputSum[]): Products {
  const terms = outputs.flatMap((sum, output) => sum.terms.map((term) => ({ ...term, output })));
  const outputOf = Int32Array.from(terms, ({ output }) => output);
  const coefficients = Float64Array.from(terms, ({ coefficient }) => coefficient);
  const indices = Int32Array.from(terms.flatMap((term) => term.values));
  const ends = new Int32Array(terms.length);
  terms.forEach((term, i) => {
    ends[i] = (ends[i - 1] ?? 0) + term.values.length;
  });
  return {
    read: (values, out) => {
      out.fill(0);
      for (let term = 0, at = 0; term < ends.length; term++) {
        let product = coefficients[term]!;
        for (; at < ends[term]!; at++) product *= values[indices[at]!]!;
        out[outputOf[term]!]! += product;
      }
    },
    spread: (values, outputGradient, weights) => {
      weights.fill(0);
      for (let term = 0, first = 0; term < ends.length; first = ends[term]!, term++) {
        const upstream = coefficients[term]! * outputGradient[outputOf[term]!]!;
        for (let one = first; one < ends[term]!; one++) {
          let others = upstream;
          for (let at = first; at < ends[term]!; at++) {
            if (at !== one) others *= values[indices[at]!]!;
          }
          weights[indices[one]!]! += others;
        }
      }
    },
  };
}
