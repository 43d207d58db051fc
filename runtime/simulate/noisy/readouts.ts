import type { Circuit, Measurement, Pauli, PauliTerm } from '../../program/circuit.ts';
import type { NoiseModel } from '../../program/execution.ts';
import { measurementSize } from '../../program/measurement.ts';
import { UserProblem } from '../../program/problem.ts';
import { type Confusion, confusionOf, readExpectation } from './confusion.ts';

/** Which coefficients are read, and how outputs follow from them. */
export interface Readouts {
  /** Indices of the words within a block. */
  readonly words: readonly number[];
  readonly outputs: number;
  /** Writes the outputs that the words' values give. */
  read(values: Float64Array, out: Float64Array, at: number): void;
  /** Adds to the weight of each word: the transposed of `read` on the outputs' gradient. */
  spread(gradient: Float64Array, at: number, weights: Float64Array): void;
}

/** Of one measurement; values are those of all words. */
interface Part {
  read(values: Float64Array, out: Float64Array, at: number): void;
  spread(gradient: Float64Array, at: number, weights: Float64Array): void;
}

const DIGITS: Readonly<Record<Pauli, number>> = { X: 1, Y: 2, Z: 3 };

/**
 * Every Pauli operator is read in its own basis, so readout errors act on each factor of a word: it becomes
 * `offset + scale P`.
 * @returns given the digit of each qubit
 * @throws UserProblem `target-cannot` for amplitudes, which a mixed state does not have
 */
export function planReadouts(
  circuit: Circuit,
  noise: NoiseModel,
): (digits: readonly number[]) => Readouts {
  if (circuit.measurements.some(({ kind }) => kind === 'amplitudes')) throw noAmplitudes(circuit);
  const errors = circuit.qubits.map((qubit) => confusionOf(noise, qubit));
  return (digits) => {
    const words: number[] = [];
    const known = new Map<number, number>();
    const slot = (word: number): number => {
      const before = known.get(word);
      if (before !== undefined) return before;
      const index = words.push(word) - 1;
      known.set(word, index);
      return index;
    };
    const parts = circuit.measurements.map((measurement) => ({
      size: measurementSize(measurement),
      ...partOf(measurement, errors, digits, slot),
    }));
    const each = (visit: (part: Part, start: number) => void): void => {
      parts.reduce((start, part) => (visit(part, start), start + part.size), 0);
    };
    return {
      words,
      outputs: parts.reduce((sum, { size }) => sum + size, 0),
      read: (values, out, at) => {
        each((part, start) => {
          part.read(values, out, at + start);
        });
      },
      spread: (gradient, at, weights) => {
        each((part, start) => {
          part.spread(gradient, at + start, weights);
        });
      },
    };
  };
}

function partOf(
  measurement: Measurement,
  errors: readonly Confusion[],
  digits: readonly number[],
  slot: (word: number) => number,
): Part {
  switch (measurement.kind) {
    case 'expectation':
      return expectation(measurement.terms, errors, digits, slot);
    case 'probabilities': {
      const { qubits } = measurement;
      const matrices = qubits.map((qubit) => {
        const { offset, scale } = readExpectation(errors[qubit]!);
        return [(1 + offset) / 2, scale / 2, (1 - offset) / 2, -scale / 2];
      });
      return transformed(qubits, [0, 3], matrices, digits, slot);
    }
    case 'paulis': {
      const { qubits } = measurement;
      const matrices = qubits.map((qubit) => {
        const { offset, scale } = readExpectation(errors[qubit]!);
        return [1, 0, 0, 0, offset, scale, 0, 0, offset, 0, scale, 0, offset, 0, 0, scale];
      });
      return transformed(qubits, [0, 1, 2, 3], matrices, digits, slot);
    }
    case 'amplitudes':
      throw new Error('amplitudes are refused before');
  }
}

function expectation(
  terms: readonly PauliTerm[],
  errors: readonly Confusion[],
  digits: readonly number[],
  slot: (word: number) => number,
): Part {
  const coefficients = new Map<number, number>();
  for (const { coefficient, factors } of terms) {
    let words = [{ word: 0, coefficient }];
    for (const { qubit, pauli } of factors) {
      const { offset, scale } = readExpectation(errors[qubit]!);
      const digit = DIGITS[pauli] * 4 ** digits[qubit]!;
      words = words.flatMap((one) => [
        { word: one.word + digit, coefficient: one.coefficient * scale },
        ...(offset === 0 ? [] : [{ word: one.word, coefficient: one.coefficient * offset }]),
      ]);
    }
    for (const one of words) {
      coefficients.set(one.word, (coefficients.get(one.word) ?? 0) + one.coefficient);
    }
  }
  const slots = Int32Array.from(coefficients.keys(), slot);
  const factors = Float64Array.from(coefficients.values());
  return {
    read: (values, out, at) => {
      let sum = 0;
      for (let i = 0; i < slots.length; i++) sum += factors[i]! * values[slots[i]!]!;
      out[at] = sum;
    },
    spread: (gradient, at, weights) => {
      for (let i = 0; i < slots.length; i++) weights[slots[i]!]! += factors[i]! * gradient[at]!;
    },
  };
}

/**
 * A value for each word over the qubits, the first one most significant, taken through a small matrix for each of
 * them.
 * @param letters digits that a word may have on each qubit
 */
function transformed(
  qubits: readonly number[],
  letters: readonly number[],
  matrices: readonly (readonly number[])[],
  digits: readonly number[],
  slot: (word: number) => number,
): Part {
  const base = letters.length;
  const size = base ** qubits.length;
  const strides = qubits.map((_, i) => base ** (qubits.length - 1 - i));
  const slots = Int32Array.from({ length: size }, (_, index) =>
    slot(
      qubits.reduce(
        (word, qubit, i) =>
          word + letters[Math.floor(index / strides[i]!) % base]! * 4 ** digits[qubit]!,
        0,
      ),
    ),
  );
  const buffer = new Float64Array(size);
  const column = new Float64Array(base);
  const transform = (transposed: boolean): void => {
    matrices.forEach((matrix, i) => {
      const stride = strides[i]!;
      for (let first = 0; first < size; first++) {
        if (Math.floor(first / stride) % base !== 0) continue;
        for (let row = 0; row < base; row++) column[row] = buffer[first + row * stride]!;
        for (let row = 0; row < base; row++) {
          let sum = 0;
          for (let k = 0; k < base; k++) {
            sum += matrix[transposed ? base * k + row : base * row + k]! * column[k]!;
          }
          buffer[first + row * stride] = sum;
        }
      }
    });
  };
  return {
    read: (values, out, at) => {
      for (let i = 0; i < size; i++) buffer[i] = values[slots[i]!]!;
      transform(false);
      out.set(buffer, at);
    },
    spread: (gradient, at, weights) => {
      for (let i = 0; i < size; i++) buffer[i] = gradient[at + i]!;
      transform(true);
      for (let i = 0; i < size; i++) weights[slots[i]!]! += buffer[i]!;
    },
  };
}

function noAmplitudes({ qubits }: Circuit): UserProblem {
  const names = [...new Set(qubits.map(({ register }) => register))].join(', ');
  return new UserProblem({
    code: 'target-cannot',
    message: `With noise the qubits of ${names} are in a mixed state, which has no amplitudes.`,
    help: 'Read expectations or probabilities, or leave `noise` out of the target.',
  });
}
