import type { PauliTerm } from '../../runtime/program/index.ts';
import type { Letter } from './pauli-word.ts';

/** Amplitudes of basis states: wire w is bit w of the index. */
export interface State {
  readonly wires: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

interface Masks {
  readonly x: number;
  readonly z: number;
  /** Letters Y: `Y = i X Z`. */
  readonly ys: number;
}

function masks(letters: readonly Letter[]): Masks {
  let [x, z, ys] = [0, 0, 0];
  for (const { qubit, pauli } of letters) {
    if (pauli !== 'Z') x |= 1 << qubit;
    if (pauli !== 'X') z |= 1 << qubit;
    if (pauli === 'Y') ys++;
  }
  return { x, z, ys };
}

/** `exp(-i angle P / 2)`, in place. */
export function rotate({ re, im }: State, letters: readonly Letter[], angle: number): void {
  const { x, z, ys } = masks(letters);
  const [c, s] = [Math.cos(angle / 2), Math.sin(angle / 2)];
  if (s === 0) return;
  if (x === 0) {
    for (let k = 0; k < re.length; k++) {
      const sine = isOdd(k & z) ? s : -s;
      const [p, q] = [re[k]!, im[k]!];
      re[k] = c * p - sine * q;
      im[k] = c * q + sine * p;
    }
    return;
  }
  // P|k> = i^ys (-1)^(k z) |k + x>, so -i s P has real entries for odd ys, else imaginary ones.
  const isReal = ys % 2 === 1;
  const scale = ys % 4 === 0 || ys % 4 === 3 ? -s : s;
  const [top, partner] = [1 << (31 - Math.clz32(x)), isOdd(x & z) ? -1 : 1];
  for (let base = 0; base < re.length; base += 2 * top) {
    for (let k = base; k < base + top; k++) {
      const m = k ^ x;
      const toM = isOdd(k & z) ? -scale : scale;
      const toK = partner * toM;
      const [kr, ki, mr, mi] = [re[k]!, im[k]!, re[m]!, im[m]!];
      if (isReal) {
        // i^(ys + 3): 1 for ys = 1, -1 for ys = 3.
        re[k] = c * kr + toK * mr;
        im[k] = c * ki + toK * mi;
        re[m] = c * mr + toM * kr;
        im[m] = c * mi + toM * ki;
      } else {
        // -i for ys = 0, i for ys = 2.
        re[k] = c * kr - toK * mi;
        im[k] = c * ki + toK * mr;
        re[m] = c * mr - toM * ki;
        im[m] = c * mi + toM * kr;
      }
    }
  }
}

/** The expectation of a sum of Pauli words. */
export function expectation({ re, im }: State, terms: readonly PauliTerm[]): number {
  return terms.reduce((sum, { coefficient, factors }) => {
    const { x, z, ys } = masks(factors);
    let total = 0;
    for (let k = 0; k < re.length; k++) {
      const m = k ^ x;
      const phase = powerOf(ys, k & z);
      // <m| P |k>
      const real = re[m]! * re[k]! + im[m]! * im[k]!;
      const imaginary = re[m]! * im[k]! - im[m]! * re[k]!;
      total += phase.re * real - phase.im * imaginary;
    }
    return sum + coefficient * total;
  }, 0);
}

/** Probabilities of the values of wires, the first one the least significant. */
export function distribution({ re, im }: State, wires: readonly number[]): Float64Array {
  const result = new Float64Array(2 ** wires.length);
  for (let k = 0; k < re.length; k++) {
    result[valueOn(k, wires)]! += re[k]! * re[k]! + im[k]! * im[k]!;
  }
  return result;
}

/** The values of wires in a basis state as a number, the first one the least significant. */
export function valueOn(k: number, wires: readonly number[]): number {
  let value = 0;
  for (let position = 0; position < wires.length; position++)
    value |= ((k >>> wires[position]!) & 1) << position;
  return value;
}

function isOdd(bits: number): boolean {
  let folded = bits ^ (bits >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  return ((0x6996 >>> (folded & 15)) & 1) === 1;
}

const POWERS = [
  { re: 1, im: 0 },
  { re: 0, im: 1 },
  { re: -1, im: 0 },
  { re: 0, im: -1 },
] as const;

/** `i^quarters`, and the opposite for an odd number of bits. */
function powerOf(quarters: number, bits: number): (typeof POWERS)[number] {
  return POWERS[(quarters + (isOdd(bits) ? 2 : 0)) & 3]!;
}
