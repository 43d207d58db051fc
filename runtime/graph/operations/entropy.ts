import {
  complexMatrix,
  type ComplexMatrix,
  hermitianSpectrum,
  type Spectrum,
} from '../hermitian.ts';
import type { Kernel, Site } from '../kernel.ts';
import { pauliWords } from '../pauli-words.ts';

/** Eigenvalues below this count as this in logarithms, so that a pure state has a finite derivative. */
const LEAST = 1e-12;

/**
 * Von Neumann entropy `-Tr(rho ln rho)` in nats of k qubits from their `4^k` Pauli expectations.
 *
 * The state is `rho = 2^-k sum_P <P> P`. With the eigenvalues p of rho the entropy is `-sum p ln p`, and its derivative
 * with respect to `<P>` is `-2^-k Tr(P (ln rho + 1))` (Nielsen and Chuang 2010, sections 2.4 and 11.3).
 */
export function entropy({ inputs, output }: Site): Kernel {
  const paulis = inputs[0]!;
  const words = pauliWords(paulis.size);
  const slopes = new Float64Array(paulis.gradient ? paulis.value.length : 0);
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const at = sample * paulis.stride;
        const expectations = paulis.value.subarray(at, at + paulis.size);
        if (!expectations.every(Number.isFinite)) {
          output.value[sample] = Number.NaN;
          slopes.fill(Number.NaN, at, at + paulis.size);
          continue;
        }
        const spectrum = hermitianSpectrum(words.state(expectations));
        output.value[sample] = entropyOf(spectrum.values);
        if (!paulis.gradient) continue;
        words.traces(
          logarithm(spectrum),
          -1 / words.dimension,
          slopes.subarray(at, at + paulis.size),
        );
      }
    },
    backward(count) {
      const into = paulis.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const at = sample * paulis.stride;
        for (let i = 0; i < paulis.size; i++) into[at + i]! += upstream[sample]! * slopes[at + i]!;
      }
    },
  };
}

function entropyOf(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
}

/** `ln rho + 1`. */
function logarithm({ values, vectors }: Spectrum): ComplexMatrix {
  const { dimension, re, im } = vectors;
  const logarithms = Float64Array.from(values, (p) => Math.log(Math.max(p, LEAST)) + 1);
  const result = complexMatrix(dimension);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column <= row; column++) {
      let [x, y] = [0, 0];
      let [at, to] = [row * dimension, column * dimension];
      for (let k = 0; k < dimension; k++, at++, to++) {
        x += logarithms[k]! * (re[at]! * re[to]! + im[at]! * im[to]!);
        y += logarithms[k]! * (im[at]! * re[to]! - re[at]! * im[to]!);
      }
      result.re[row * dimension + column] = x;
      result.im[row * dimension + column] = y;
      result.re[column * dimension + row] = x;
      result.im[column * dimension + row] = -y;
    }
  }
  return result;
}
