import type { Code } from '../../wasm/encode.ts';
import {
  add,
  and,
  countUp,
  get,
  i32,
  load,
  type Local,
  populationCount,
  sequence,
  set,
  subtract,
  xor,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import { word } from '../../kernels/record.ts';
import { field } from './record.ts';

/**
 * The places of a chunk that a record lists, one by one. Each entry of `moves` is four words: a mask of the chunk's
 * number, a value, an offset, and whether it is a gate. Where the parity with the mask differs from the value, a gate
 * shuts all places, and another entry moves them by exclusive or with its offset.
 */
export function openPlaces(
  scope: Scope,
  record: Local,
  chunk: Local,
): {
  /** The offset of the place. */
  readonly place: Code;
  /** Runs code for each place. */
  each(body: Code): Code;
} {
  const [cursor, end, shift, odd, shut] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
  ];
  const start = scope.i32();
  return {
    place: xor(load(get(cursor)), get(shift)),
    each: (body) =>
      sequence(
        set(shift, i32(0)),
        set(shut, i32(0)),
        set(end, word(record, field.movesEnd)),
        countUp(
          cursor,
          { from: word(record, field.moves), to: get(end), step: 16 },
          sequence(
            set(
              odd,
              xor(
                and(populationCount(and(get(chunk), load(get(cursor)))), i32(1)),
                load(get(cursor), 4),
              ),
            ),
            set(shift, xor(get(shift), and(load(get(cursor), 8), subtract(i32(0), get(odd))))),
            set(shut, add(get(shut), and(load(get(cursor), 12), get(odd)))),
          ),
        ),
        set(start, word(record, field.list)),
        set(end, word(record, field.listEnd)),
        // The length stays where no gate is shut, and is none otherwise.
        ifThen(get(shut), set(end, get(start))),
        countUp(cursor, { from: get(start), to: get(end), step: 4 }, body),
      ),
  };
}

function ifThen(condition: Code, then: Code): Code {
  return [condition, 0x04, 0x40, then, 0x0b];
}
