import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Kernel, Site } from '../kernel.ts';

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
        const state = spectrum(words, expectations);
        output.value[sample] = entropyOf(state.values);
        if (paulis.gradient) writeSlopes(words, state, slopes.subarray(at, at + paulis.size));
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

/**
 * A product of Paulis as a matrix with one entry in each column: `P |j> = i^(ys + 2 |j & phase|) |j ^ flip>`, with
 * the first qubit as the most significant bit of j.
 */
interface PauliWord {
  readonly flip: number;
  readonly phase: number;
  /** How many factors are Y. */
  readonly ys: number;
}

interface Spectrum {
  /** Of the real form of rho, so each twice. */
  readonly values: readonly number[];
  /** Columns are eigenvectors. */
  readonly vectors: Matrix;
  /** Of rho itself. */
  readonly dimension: number;
}

function pauliWords(count: number): readonly PauliWord[] {
  const qubits = Math.round(Math.log2(count) / 2);
  return Array.from({ length: count }, (_, word) => {
    let [flip, phase, ys] = [0, 0, 0];
    for (let position = 0; position < qubits; position++) {
      const digit = Math.floor(word / 4 ** position) % 4;
      if (digit === 1 || digit === 2) flip |= 1 << position;
      if (digit === 2 || digit === 3) phase |= 1 << position;
      if (digit === 2) ys += 1;
    }
    return { flip, phase, ys };
  });
}

/** The spectrum of `rho = A + iB`, from the symmetric matrix `[[A, -B], [B, A]]`. */
function spectrum(words: readonly PauliWord[], expectations: Float64Array): Spectrum {
  const dimension = Math.sqrt(words.length);
  const rho = Matrix.zeros(2 * dimension, 2 * dimension);
  words.forEach((word, index) => {
    const weight = expectations[index]! / dimension;
    if (weight === 0) return;
    for (let column = 0; column < dimension; column++) {
      const row = column ^ word.flip;
      const quarter = quarterTurns(word, column);
      const part = quarter >= 2 ? -weight : weight;
      if (quarter % 2 === 0) {
        add(rho, row, column, part);
        add(rho, row + dimension, column + dimension, part);
      } else {
        add(rho, row, column + dimension, -part);
        add(rho, row + dimension, column, part);
      }
    }
  });
  const found = new EigenvalueDecomposition(rho, { assumeSymmetric: true });
  return { values: found.realEigenvalues, vectors: found.eigenvectorMatrix, dimension };
}

function entropyOf(doubled: readonly number[]): number {
  return -doubled.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0) / 2;
}

/** `-2^-k Tr(P (ln rho + 1))` for every word. */
function writeSlopes(words: readonly PauliWord[], state: Spectrum, into: Float64Array): void {
  const { values, vectors, dimension } = state;
  const scaled = vectors.clone();
  values.forEach((p, column) => {
    scaled.mulColumn(column, Math.log(Math.max(p, LEAST)) + 1);
  });
  const outer = scaled.mmul(vectors.transpose());
  words.forEach((word, index) => {
    let trace = 0;
    for (let column = 0; column < dimension; column++) {
      // Tr(P G) = sum_j P[j ^ flip, j] G[j, j ^ flip], of which only the real part is left.
      const row = column ^ word.flip;
      const quarter = quarterTurns(word, column);
      const entry =
        quarter % 2 === 0 ? outer.get(column, row) : -outer.get(column + dimension, row);
      trace += quarter >= 2 ? -entry : entry;
    }
    into[index] = -trace / dimension;
  });
}

/** Power of i in the entry of this column. */
function quarterTurns({ phase, ys }: PauliWord, column: number): number {
  return (ys + 2 * ones(column & phase)) % 4;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function add(matrix: Matrix, row: number, column: number, value: number): void {
  matrix.set(row, column, matrix.get(row, column) + value);
}
