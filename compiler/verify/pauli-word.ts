import type { Pauli } from '../../runtime/program/index.ts';

/** A product of Pauli letters on many wires, with a sign: wire w is bit `w % 32` of number `w >> 5`, Y is both bits. */
export interface PauliWord {
  readonly x: Uint32Array;
  readonly z: Uint32Array;
  readonly negative: boolean;
}

export interface Letter {
  readonly qubit: number;
  readonly pauli: Pauli;
}

export function pauliWord(wires: number, letters: readonly Letter[]): PauliWord {
  const x = new Uint32Array(Math.ceil(wires / 32));
  const z = new Uint32Array(x.length);
  for (const { qubit, pauli } of letters) {
    const bit = 1 << (qubit & 31);
    if (pauli !== 'Z') x[qubit >> 5]! |= bit;
    if (pauli !== 'X') z[qubit >> 5]! |= bit;
  }
  return { x, z, negative: false };
}

export function letterAt({ x, z }: PauliWord, wire: number): Pauli | undefined {
  const [word, bit] = [wire >> 5, 1 << (wire & 31)];
  const [hasX, hasZ] = [(x[word]! & bit) !== 0, (z[word]! & bit) !== 0];
  if (hasX) return hasZ ? 'Y' : 'X';
  return hasZ ? 'Z' : undefined;
}

export function commute(a: PauliWord, b: PauliWord): boolean {
  let parity = 0;
  for (let i = 0; i < a.x.length; i++) parity ^= (a.x[i]! & b.z[i]!) ^ (a.z[i]! & b.x[i]!);
  return ones(parity) % 2 === 0;
}

/** Signs aside. */
export function sameLetters(a: PauliWord, b: PauliWord): boolean {
  for (let i = 0; i < a.x.length; i++) if (a.x[i] !== b.x[i] || a.z[i] !== b.z[i]) return false;
  return true;
}

export function sameWord(a: PauliWord, b: PauliWord): boolean {
  return a.negative === b.negative && sameLetters(a, b);
}

export function opposite(word: PauliWord): PauliWord {
  return { ...word, negative: !word.negative };
}

/** `a b = i^quarters word`, where the word has no sign. */
export interface Product {
  readonly word: PauliWord;
  readonly quarters: number;
}

export function multiply(a: PauliWord, b: PauliWord): Product {
  const x = new Uint32Array(a.x.length);
  const z = new Uint32Array(a.x.length);
  let quarters = (a.negative ? 2 : 0) + (b.negative ? 2 : 0);
  for (let i = 0; i < x.length; i++) {
    const [p, q, r, s] = [a.x[i]!, a.z[i]!, b.x[i]!, b.z[i]!];
    x[i] = p ^ r;
    z[i] = q ^ s;
    // XY, YZ and ZX give i times the third letter, the other way round -i.
    quarters += ones((p & ~q & r & s) | (p & q & ~r & s) | (~p & q & r & ~s));
    quarters -= ones((p & q & r & ~s) | (~p & q & r & s) | (p & ~q & ~r & s));
  }
  return { word: { x, z, negative: false }, quarters: ((quarters % 4) + 4) % 4 };
}

/** `-i a b`, which is a Pauli word where the two do not commute. */
export function minusITimes(a: PauliWord, b: PauliWord): PauliWord {
  const { word, quarters } = multiply(a, b);
  return quarters === 1 ? word : opposite(word);
}

/** `g^dagger word g` for `g = exp(-i quarters pi/4 axis)`: what is measured before g where word is measured after it. */
export function pulledThrough(word: PauliWord, axis: PauliWord, quarters: number): PauliWord {
  const turns = ((quarters % 4) + 4) % 4;
  if (turns === 0 || commute(word, axis)) return word;
  if (turns === 2) return opposite(word);
  const turned = minusITimes(word, axis);
  return turns === 1 ? turned : opposite(turned);
}

function ones(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
