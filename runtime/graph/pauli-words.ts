import { complexMatrix, type ComplexMatrix } from './hermitian.ts';

/**
 * Between the `4^k` Pauli words on k qubits (base-4 digits I X Y Z, the first qubit most significant) and matrices of
 * dimension `2^k`. A word is `i^ys X^x Z^z` with a bit of x for each X or Y and one of z for each Y or Z: it has one
 * entry in each column, `<j ^ x| P |j> = i^ys (-1)^(j . z)`, so that all words of one x are a Walsh-Hadamard transform.
 */
export interface PauliWords {
  readonly dimension: number;
  /** `2^-k sum_P <P> P`: the state that has these expectations. */
  state(expectations: Float64Array): ComplexMatrix;
  /** `Tr(P A)` of each word with a Hermitian matrix, times `factor`, into `traces`. */
  traces(matrix: ComplexMatrix, factor: number, traces: Float64Array): void;
}

export function pauliWords(count: number): PauliWords {
  const dimension = Math.sqrt(count);
  const { x, z, turns } = splitWords(count);
  const real = new Float64Array(dimension);
  const imaginary = new Float64Array(dimension);
  const wordOf = new Int32Array(count);
  for (let word = 0; word < count; word++) wordOf[x[word]! * dimension + z[word]!] = word;
  return {
    dimension,
    state: (expectations) => {
      const matrix = complexMatrix(dimension);
      for (let flip = 0; flip < dimension; flip++) {
        real.fill(0);
        imaginary.fill(0);
        for (let sign = 0; sign < dimension; sign++) {
          const word = wordOf[flip * dimension + sign]!;
          const quarter = turns[word]!;
          const value = (quarter >= 2 ? -1 : 1) * (expectations[word]! / dimension);
          if (quarter % 2 === 0) real[sign] = value;
          else imaginary[sign] = value;
        }
        transform(real);
        transform(imaginary);
        for (let column = 0; column < dimension; column++) {
          const at = (column ^ flip) * dimension + column;
          matrix.re[at] = real[column]!;
          matrix.im[at] = imaginary[column]!;
        }
      }
      return matrix;
    },
    traces: (matrix, factor, traces) => {
      for (let flip = 0; flip < dimension; flip++) {
        for (let column = 0; column < dimension; column++) {
          // Tr(P A) = sum_j <j ^ x|P|j> A[j, j ^ x], of which only the real part is left.
          const at = column * dimension + (column ^ flip);
          real[column] = matrix.re[at]!;
          imaginary[column] = matrix.im[at]!;
        }
        transform(real);
        transform(imaginary);
        for (let sign = 0; sign < dimension; sign++) {
          const word = wordOf[flip * dimension + sign]!;
          const quarter = turns[word]!;
          const part = quarter % 2 === 0 ? real[sign]! : -imaginary[sign]!;
          traces[word] = factor * (quarter >= 2 ? -part : part);
        }
      }
    },
  };
}

/** For each word its x, its z, and how many factors are Y, modulo 4. */
function splitWords(count: number): {
  readonly x: Int32Array;
  readonly z: Int32Array;
  readonly turns: Uint8Array;
} {
  const [x, z] = [new Int32Array(count), new Int32Array(count)];
  const turns = new Uint8Array(count);
  for (let word = 0; word < count; word++) {
    for (let position = 0; 4 ** position < count; position++) {
      const digit = Math.floor(word / 4 ** position) % 4;
      if (digit === 1 || digit === 2) x[word]! |= 1 << position;
      if (digit >= 2) z[word]! |= 1 << position;
      if (digit === 2) turns[word] = (turns[word]! + 1) % 4;
    }
  }
  return { x, z, turns };
}

/** Walsh-Hadamard, in place. */
function transform(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [values[i]!, values[i + half]!];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
}
