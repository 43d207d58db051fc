import { describeContent } from '../content.ts';
import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { shapeText } from './array.ts';
import type { FileArray } from './array.ts';
import { ELEMENT_FORMATS, readElements } from './elements.ts';

/**
 * An array in the IDX format of MNIST (LeCun, Cortes and Burges 1998): two zeros, the type, the number of axes, their
 * lengths, and the entries, all big-endian.
 */
export function decodeIdx(bytes: Uint8Array): Decoded<FileArray> {
  const format = ELEMENT_FORMATS.get(TYPES.get(bytes[2] ?? 0) ?? '');
  const axes = bytes[3] ?? 0;
  if (bytes[0] !== 0 || bytes[1] !== 0 || format === undefined || axes === 0) {
    return fault(`is ${describeContent(bytes)}, not an IDX array`);
  }
  const start = 4 + 4 * axes;
  if (bytes.length < start) return fault('is an IDX array that ends in its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  const available = bytes.length - start;
  if (count * format.width !== available) {
    return fault(
      `is damaged: entries of shape ${shapeText(shape)} take ${count * format.width} bytes, and ${available} are there`,
    );
  }
  const values = readElements(bytes, start, count, format, 'big');
  return decoded({ kind: 'numbers', shape, values });
}

const TYPES: ReadonlyMap<number, string> = new Map([
  [0x08, 'u1'],
  [0x09, 'i1'],
  [0x0b, 'i2'],
  [0x0c, 'i4'],
  [0x0d, 'f4'],
  [0x0e, 'f8'],
]);
