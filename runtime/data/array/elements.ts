import type { Numbers } from './array.ts';

/** How one kind of number lies in a file. */
export interface ElementFormat {
  /** Bytes of one number. */
  readonly width: number;
  readonly store: 'bytes' | 'single' | 'double';
  readonly read: (view: DataView, place: number, little: boolean) => number;
}

/** By NumPy's letter and width; booleans are 0 and 1, whole numbers beyond 2^53 are rounded. */
export const ELEMENT_FORMATS: ReadonlyMap<string, ElementFormat> = new Map<string, ElementFormat>([
  ['b1', { width: 1, store: 'double', read: (view, place) => Number(view.getUint8(place) !== 0) }],
  ['u1', { width: 1, store: 'bytes', read: (view, place) => view.getUint8(place) }],
  ['i1', { width: 1, store: 'double', read: (view, place) => view.getInt8(place) }],
  ['u2', { width: 2, store: 'double', read: (view, at, little) => view.getUint16(at, little) }],
  ['i2', { width: 2, store: 'double', read: (view, at, little) => view.getInt16(at, little) }],
  ['u4', { width: 4, store: 'double', read: (view, at, little) => view.getUint32(at, little) }],
  ['i4', { width: 4, store: 'double', read: (view, at, little) => view.getInt32(at, little) }],
  [
    'u8',
    {
      width: 8,
      store: 'double',
      read: (view, at, little) => Number(view.getBigUint64(at, little)),
    },
  ],
  [
    'i8',
    { width: 8, store: 'double', read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  ],
  [
    'f2',
    { width: 2, store: 'single', read: (view, at, little) => half(view.getUint16(at, little)) },
  ],
  ['f4', { width: 4, store: 'single', read: (view, at, little) => view.getFloat32(at, little) }],
  ['f8', { width: 8, store: 'double', read: (view, at, little) => view.getFloat64(at, little) }],
]);

/** `count` numbers that start at `start`; the bytes must be there. */
export function readElements(
  bytes: Uint8Array,
  start: number,
  count: number,
  format: ElementFormat,
  order: 'little' | 'big',
): Numbers {
  if (format.store === 'bytes') return new Uint8Array(bytes.subarray(start, start + count));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = format.store === 'single' ? new Float32Array(count) : new Float64Array(count);
  const little = order === 'little';
  for (let index = 0; index < count; index += 1) {
    values[index] = format.read(view, start + index * format.width, little);
  }
  return values;
}

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function half(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent < 31) return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  return fraction === 0 ? sign * Infinity : NaN;
}
