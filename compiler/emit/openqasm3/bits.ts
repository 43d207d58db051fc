import type { Bit } from '../../../runtime/program/index.ts';
import { plain, type Line } from '../lines.ts';
import type { Names } from './names.ts';

/** How the outcomes of measurements on the way are written. */
export interface Bits {
  readonly declarations: readonly Line[];
  readonly nameOf: (bit: number) => string;
}

/** Registers in the order their first bits appear in, with the bits that the circuit has of them. */
export function bitsOfCircuit(bits: readonly Bit[], names: Names): Bits {
  const written: string[] = [];
  const declarations = [...new Set(bits.map(({ register }) => register))].map((register) => {
    const members = bits.flatMap((one, bit) => (one.register === register ? [bit] : []));
    const name = names.take(register);
    members
      .sort((a, b) => bits[a]!.index - bits[b]!.index)
      .forEach((bit, place) => (written[bit] = `${name}[${place}]`));
    return plain(`bit[${members.length}] ${name};`);
  });
  return { declarations, nameOf: (bit) => written[bit]! };
}
