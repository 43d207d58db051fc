import type { Code } from '../../wasm/encode.ts';
import { add, get, type Local, sequence, set, xor } from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import { word } from '../../kernels/record.ts';
import { openPlaces } from './places.ts';
import { field } from './record.ts';

/** Blocks of groups, the addresses of whose members follow from the first by the record's flips. */
export function openBlocks(
  scope: Scope,
  record: Local,
  at: { readonly chunk: Local; readonly number: Local; readonly width: number },
): { readonly members: readonly Local[]; each(body: Code): Code } {
  const flips = Array.from({ length: at.width }, () => scope.i32());
  const members = Array.from({ length: 1 << at.width }, () => scope.i32());
  const places = openPlaces(scope, record, at.number);
  const locate = members.map((member, i) => {
    if (i === 0) return set(member, add(places.place, get(at.chunk)));
    const highest = 31 - Math.clz32(i);
    // A chunk's address is a multiple of its size, so a flip of the offset is one of the address.
    return set(member, xor(get(members[i ^ (1 << highest)]!), get(flips[highest]!)));
  });
  return {
    members,
    each: (body) =>
      sequence(
        ...flips.map((flip, j) => set(flip, word(record, field.flips + j))),
        places.each(sequence(...locate, body)),
      ),
  };
}
