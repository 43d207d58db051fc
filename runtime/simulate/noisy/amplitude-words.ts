/**
 * The Pauli coefficients of a real state vector, `[4^k]` of `[2^k]` amplitudes: for a word with X parts x and Z parts
 * z it is `(-1)^(|x & z| / 2) sum_j (-1)^(z . j) a_(j ^ x) a_j`, and zero where |x & z|, the number of Y, is odd.
 */
export interface AmplitudeWords {
  write(amplitudes: Float64Array, coefficients: Float64Array): void;
  /** The derivative by each amplitude, from that by each coefficient. */
  differentiate(amplitudes: Float64Array, gradient: Float64Array, slopes: Float64Array): void;
}

export function createAmplitudeWords(qubits: number): AmplitudeWords {
  const size = 2 ** qubits;
  const words = new Int32Array(size * size);
  const signs = new Float64Array(size * size);
  for (let x = 0; x < size; x++) {
    for (let z = 0; z < size; z++) {
      words[x * size + z] = wordOf(x, z, qubits);
      signs[x * size + z] = [1, 0, -1, 0][countOnes(x & z) & 3]!;
    }
  }
  const row = new Float64Array(size);
  return {
    write: (amplitudes, coefficients) => {
      for (let x = 0; x < size; x++) {
        for (let j = 0; j < size; j++) row[j] = amplitudes[j ^ x]! * amplitudes[j]!;
        transform(row);
        for (let z = 0; z < size; z++) {
          coefficients[words[x * size + z]!] = signs[x * size + z]! * row[z]!;
        }
      }
    },
    differentiate: (amplitudes, gradient, slopes) => {
      slopes.fill(0);
      for (let x = 0; x < size; x++) {
        for (let z = 0; z < size; z++) {
          row[z] = signs[x * size + z]! * gradient[words[x * size + z]!]!;
        }
        transform(row);
        for (let j = 0; j < size; j++) {
          slopes[j ^ x]! += row[j]! * amplitudes[j]!;
          slopes[j]! += row[j]! * amplitudes[j ^ x]!;
        }
      }
    },
  };
}

/** Walsh-Hadamard, in place. */
function transform(values: Float64Array): void {
  for (let step = 1; step < values.length; step *= 2) {
    for (let i = 0; i < values.length; i++) {
      if ((i & step) !== 0) continue;
      const [a, b] = [values[i]!, values[i + step]!];
      values[i] = a + b;
      values[i + step] = a - b;
    }
  }
}

/** The index with digits I X Y Z as 0 1 2 3, bit by bit. */
function wordOf(x: number, z: number, qubits: number): number {
  let word = 0;
  for (let bit = 0; bit < qubits; bit++) {
    const digit = [0, 1, 3, 2][((x >> bit) & 1) + 2 * ((z >> bit) & 1)]!;
    word |= digit << (2 * bit);
  }
  return word;
}

function countOnes(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) count++;
  return count;
}
