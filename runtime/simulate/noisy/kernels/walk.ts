import type { Code } from '../../wasm/encode.ts';
import { add, get, i32, type Local, repeatUntil, sequence, set } from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import { COEFFICIENT } from './record.ts';

/**
 * Runs code for each choice of all digits but some, with the offset of the coefficient where those are zero.
 * @param digits one or two, ascending
 * @param at holds the offset; the walk begins where it is
 * @param size bytes to walk through
 */
export function walk(
  scope: Scope,
  digits: readonly number[],
  at: Local,
  size: Code,
  body: Code,
): Code {
  let code = body;
  let covered = 0;
  let below = COEFFICIENT;
  for (const digit of digits) {
    const stride = COEFFICIENT * 4 ** digit;
    if (stride > below) {
      code = repeat(scope, at, i32(stride), code, below - covered);
      covered = stride;
    }
    below = 4 * stride;
  }
  const end = scope.i32();
  return sequence(
    set(end, add(get(at), size)),
    repeatUntil(at, get(end), sequence(code, set(at, add(get(at), i32(below - covered))))),
  );
}

/** The body moves on by `covered`, which `step` completes. */
function repeat(scope: Scope, at: Local, length: Code, body: Code, step: number): Code {
  const end = scope.i32();
  return sequence(
    set(end, add(get(at), length)),
    repeatUntil(at, get(end), sequence(body, set(at, add(get(at), i32(step))))),
  );
}

/** Offsets of the 4 or 16 coefficients of a walk's step, the first digit running fastest. */
export function memberOffsets(digits: readonly number[]): readonly number[] {
  return Array.from({ length: 4 ** digits.length }, (_, member) =>
    digits.reduce((sum, digit, i) => sum + ((member >> (2 * i)) & 3) * COEFFICIENT * 4 ** digit, 0),
  );
}
