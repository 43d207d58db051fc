import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  load,
  type Local,
  repeatUntil,
  sequence,
  set,
  shiftRight,
  vectorLoad,
  vectorStore,
  xor,
} from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import { AMPLITUDE, field, word } from './record.ts';

/**
 * How a kernel finds the blocks of 2^width amplitudes that rotate among each other.
 * - `listed`: the record's list holds the offset of the first amplitude of each block; the others follow by exclusive
 *   or with the record's flips, whatever the order in which the state is stored
 * - `counted`: each rotation flips one bit of the index, so that loops find the same blocks in the same order
 */
export type BlockShape =
  | { readonly kind: 'listed' }
  | { readonly kind: 'counted'; readonly bits: number; readonly flips: readonly number[] };

/** One number vector (or pair of numbers, or weight) per amplitude. */
export interface AmplitudeArray {
  load(member: number, offset?: number): Code;
  store(member: number, value: Code, offset?: number): Code;
  address(member: number): { readonly address: Code; readonly offset: number };
}

export interface Blocks {
  readonly size: number;
  /**
   * An array that the blocks are part of.
   * @param base its address
   * @param shift its items have `32 >> shift` bytes
   */
  array(base: Code, shift?: number): AmplitudeArray;
  /** The same for a kernel with one array of vectors and no other. */
  only(base: Code): AmplitudeArray;
  /** Runs code for each block; to be asked for when all arrays are known. */
  each(body: Code): Code;
}

export function openBlocks(
  scope: Scope,
  record: Local,
  shape: { readonly width: number; readonly blocks: BlockShape },
): Blocks {
  const { width, blocks } = shape;
  return blocks.kind === 'listed' ? listed(scope, record, width) : counted(scope, blocks);
}

export function blockName(blocks: BlockShape): string {
  return blocks.kind === 'listed' ? '' : ` of ${blocks.flips.join()} in ${blocks.bits}`;
}

function listed(scope: Scope, record: Local, width: number): Blocks {
  const flips = Array.from({ length: width }, () => scope.i32());
  const offsets = Array.from({ length: 1 << width }, () => scope.i32());
  const [cursor, end] = [scope.i32(), scope.i32()];
  const bases: Code[] = [];
  const moves: Code[] = [];
  const locate = offsets.map((offset, i) => {
    if (i === 0) return set(offset, load(get(cursor)));
    const highest = 31 - Math.clz32(i);
    return set(offset, xor(get(offsets[i ^ (1 << highest)]!), get(flips[highest]!)));
  });
  return {
    size: 1 << width,
    array: (code, shift = 0) => {
      const base = scope.i32();
      bases.push(set(base, code));
      return arrayAt((member) => ({
        address: add(get(base), shifted(offsets[member]!, shift)),
        offset: 0,
      }));
    },
    only: (code) => {
      const base = scope.i32();
      bases.push(set(base, code));
      moves.push(...offsets.map((offset) => set(offset, add(get(offset), get(base)))));
      return arrayAt((member) => ({ address: get(offsets[member]!), offset: 0 }));
    },
    each: (body) =>
      sequence(
        ...flips.map((flip, j) => set(flip, word(record, field.flips + j))),
        ...bases,
        set(end, word(record, field.listEnd)),
        countUp(
          cursor,
          { from: word(record, field.list), to: get(end), step: 4 },
          sequence(...locate, ...moves, body),
        ),
      ),
  };
}

function counted(scope: Scope, { bits, flips }: Extract<BlockShape, { kind: 'counted' }>): Blocks {
  const first = scope.i32();
  let start = i32(0);
  const bases: Code[] = [];
  const pointers: Code[] = [];
  const distance = (member: number): number =>
    flips.reduce((sum, bit, j) => sum + ((member >> j) & 1) * AMPLITUDE * 2 ** bit, 0);
  return {
    size: 1 << flips.length,
    array: (code, shift = 0) => {
      const [base, pointer] = [scope.i32(), scope.i32()];
      bases.push(set(base, code));
      pointers.push(set(pointer, add(get(base), shifted(first, shift))));
      return arrayAt((member) => ({
        address: get(pointer),
        offset: distance(member) / 2 ** shift,
      }));
    },
    only: (code) => {
      start = code;
      return arrayAt((member) => ({ address: get(first), offset: distance(member) }));
    },
    each: (body) =>
      sequence(
        ...bases,
        set(first, start),
        runsWithout(flips, bits).reduce<Code>(
          (inner, { step, count }, level, all) => {
            const covered = level === 0 ? 0 : all[level - 1]!.step * all[level - 1]!.count;
            const end = scope.i32();
            return sequence(
              set(end, add(get(first), i32(step * count))),
              repeatUntil(
                first,
                get(end),
                sequence(inner, set(first, add(get(first), i32(step - covered)))),
              ),
            );
          },
          sequence(...pointers, body),
        ),
      ),
  };
}

/** Runs of neighbouring bits that are not flipped, from the lowest, as offsets: how far apart, and how many. */
function runsWithout(
  flips: readonly number[],
  bits: number,
): readonly { readonly step: number; readonly count: number }[] {
  const runs: { step: number; count: number }[] = [];
  for (let bit = 0; bit < bits; bit++) {
    if (flips.includes(bit)) continue;
    const last = runs.at(-1);
    const step = AMPLITUDE * 2 ** bit;
    if (last && last.step * last.count === step) last.count *= 2;
    else runs.push({ step, count: 2 });
  }
  return runs;
}

function arrayAt(address: AmplitudeArray['address']): AmplitudeArray {
  return {
    address,
    load: (member, more = 0) => {
      const at = address(member);
      return vectorLoad(at.address, at.offset + more);
    },
    store: (member, value, more = 0) => {
      const at = address(member);
      return vectorStore(at.address, value, at.offset + more);
    },
  };
}

function shifted(offset: Local, shift: number): Code {
  return shift === 0 ? get(offset) : shiftRight(get(offset), i32(shift));
}
