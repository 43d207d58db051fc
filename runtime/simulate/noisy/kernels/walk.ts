import type { Code } from '../../wasm/encode.ts';
import { add, get, i32, type Local, repeatUntil, sequence, set } from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import { blockBytes, strideOf } from '../strides.ts';

/** The coefficients that a kernel walks through. */
export interface Extent {
  /** Digits of a block. */
  readonly digits: number;
  readonly blocks: number;
}

/**
 * Runs code for each choice of all digits but one, with the offset of the coefficient where that is zero.
 * @param at holds the offset, at first that of the first coefficient
 */
export function walk(scope: Scope, active: number, extent: Extent, at: Local, body: Code): Code {
  let covered = 0;
  return runsOf(active, extent).reduce<Code>((inner, { step, count }) => {
    const end = scope.i32();
    const move = step - covered;
    covered = step * count;
    return sequence(
      set(end, add(get(at), i32(step * count))),
      repeatUntil(at, get(end), sequence(inner, set(at, add(get(at), i32(move))))),
    );
  }, body);
}

/** How far apart, and how many: of the other digits and of the blocks, neighbours together. */
function runsOf(
  active: number,
  { digits, blocks }: Extent,
): readonly { readonly step: number; readonly count: number }[] {
  const runs: { step: number; count: number }[] = [];
  const join = (step: number, count: number): void => {
    const last = runs.at(-1);
    if (last && last.step * last.count === step) last.count *= count;
    else runs.push({ step, count });
  };
  for (let digit = 0; digit < digits; digit++) {
    if (digit !== active) join(strideOf(digit), 4);
  }
  if (blocks > 1) join(blockBytes(digits), blocks);
  // Where there is no other digit the body runs once.
  return runs.length > 0 ? runs : [{ step: blockBytes(digits), count: 1 }];
}

/** Offsets of the four coefficients of a walk's step. */
export function memberOffsets(digit: number): readonly number[] {
  return [0, 1, 2, 3].map((member) => member * strideOf(digit));
}
