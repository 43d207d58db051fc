import * as v from 'valibot';
import type { BitArray } from './bit-array.ts';
import { answerAs, parseAnswer, unreadable } from './parse.ts';
import { fromBase64, inflate, sizeOfShape } from './tensor.ts';

const registerSchema = v.object({
  data: v.string(),
  shape: v.array(v.number()),
  dtype: v.literal('bool'),
});
const resultSchema = v.object({
  data: v.array(v.object({ results: v.record(v.string(), registerSchema) })),
});

/**
 * Reads the result of an `executor` job (schema v2.0): for each item its registers. Bits are packed with the first in
 * the lowest place of a byte, and the last axis starts at bit 0 of the register.
 * @throws UserProblem `answer-unreadable`
 */
export function decodeExecutorResult(text: string): readonly ReadonlyMap<string, BitArray>[] {
  const { data } = answerAs(resultSchema, parseAnswer(text));
  return data.map(
    ({ results }) =>
      new Map(Object.entries(results).map(([name, register]) => [name, bitsOf(register)])),
  );
}

function bitsOf({ data, shape }: v.InferOutput<typeof registerSchema>): BitArray {
  const bits = shape.at(-1);
  const shots = shape.at(-2);
  if (bits === undefined || shots === undefined) {
    throw unreadable(`a register has the shape [${shape.join(', ')}], without shots and bits`);
  }
  const bytes = inflate(fromBase64(data));
  if (8 * bytes.length < sizeOfShape(shape)) {
    throw unreadable(
      `a register of the shape [${shape.join(', ')}] has ${bytes.length} bytes, which is too few`,
    );
  }
  const outer = shape.slice(0, -2);
  const outcomes = Array.from({ length: sizeOfShape(outer) * shots }, (_, shot) =>
    Array.from({ length: bits }, (__, bit) => {
      const place = (shot + 1) * bits - 1 - bit;
      return (bytes[place >> 3]! >> (place & 7)) & 1;
    }).join(''),
  );
  return { kind: 'bits', shape: outer, shots, bits, outcomes };
}
