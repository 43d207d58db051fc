import { unzlibSync } from 'fflate';
import * as v from 'valibot';
import { decodeNpy } from '../../data/array/npy.ts';
import { answerAs, unreadable } from './parse.ts';

/** Numbers, row-major; a scalar has the shape []. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

const typedSchema = v.object({
  __type__: v.literal('ndarray'),
  __value__: v.unknown(),
});

/**
 * A tensor as IBM's services write it: base64 of a zlib stream of a NumPy file, nested lists, or a bare number.
 * @throws UserProblem `answer-unreadable`
 */
export function decodeTensor(value: unknown): Tensor {
  if (typeof value === 'number' || Array.isArray(value)) return nested(value);
  const { __value__ } = answerAs(typedSchema, value);
  return typeof __value__ === 'string' ? decodeArray(__value__) : nested(__value__);
}

export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw unreadable('an array in it is no base64');
  }
}

/** @throws UserProblem `answer-unreadable` */
export function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return unzlibSync(bytes);
  } catch {
    throw unreadable('an array in it is no zlib stream, or breaks off');
  }
}

/** How many entries a tensor of the shape has. */
export function sizeOfShape(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function decodeArray(text: string): Tensor {
  const array = decodeNpy(inflate(fromBase64(text)));
  if (array.kind === 'fault') throw unreadable(`an array in it ${array.fault}`);
  if (array.value.kind === 'texts') throw unreadable('an array in it holds texts');
  const { shape, values } = array.value;
  return { shape, values };
}

function nested(value: unknown): Tensor {
  if (typeof value === 'number') return { shape: [], values: [value] };
  if (!Array.isArray(value)) throw unreadable('an array in it is neither a list nor a number');
  const parts = value.map(nested);
  const inner = parts[0]?.shape ?? [];
  if (parts.some(({ shape }) => String(shape) !== String(inner))) {
    throw unreadable('an array in it has rows of different lengths');
  }
  const values = parts.flatMap((part) => Array.from(part.values));
  return { shape: [value.length, ...inner], values };
}
