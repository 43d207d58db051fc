import { complexMatrix, hermitianSpectrum } from '../../graph/hermitian.ts';

/**
 * Von Neumann entropy `-Tr rho log2 rho` in bits of some qubits of a pure state. It equals that of all the others, so
 * the smaller side's density matrix is the one that is made.
 * @param amplitudes of the whole state, real and imaginary part in turn, the first qubit the most significant digit
 * @param part positions of the qubits
 */
export function entropyOf(amplitudes: Float64Array, part: readonly number[]): number {
  const dimension = amplitudes.length / 2;
  const qubits = Math.round(Math.log2(dimension));
  const others = Array.from({ length: qubits }, (_, qubit) => qubit).filter(
    (qubit) => !part.includes(qubit),
  );
  const [kept, traced] = part.length <= others.length ? [part, others] : [others, part];
  const [rows, columns] = [indicesOf(kept, qubits), indicesOf(traced, qubits)];
  const matrix = complexMatrix(rows.length);
  for (const [i, row] of rows.entries()) {
    for (const [j, other] of rows.entries()) {
      let [re, im] = [0, 0];
      for (const column of columns) {
        const [a, b] = [amplitudes[2 * (row + column)]!, amplitudes[2 * (row + column) + 1]!];
        const [c, d] = [amplitudes[2 * (other + column)]!, amplitudes[2 * (other + column) + 1]!];
        re += a * c + b * d;
        im += b * c - a * d;
      }
      matrix.re[i * rows.length + j] = re;
      matrix.im[i * rows.length + j] = im;
    }
  }
  if (kept.length === 0) return 0;
  const { values } = hermitianSpectrum(matrix);
  return values.reduce((sum, value) => (value > 1e-15 ? sum - value * Math.log2(value) : sum), 0);
}

/** The basis states of some qubits, all others 0. */
function indicesOf(part: readonly number[], qubits: number): number[] {
  return Array.from({ length: 2 ** part.length }, (_, digits) =>
    part.reduce(
      (index, qubit, position) =>
        index + (Math.floor(digits / 2 ** position) % 2) * 2 ** (qubits - 1 - qubit),
      0,
    ),
  );
}
