import { zlibSync } from 'fflate';

/** An array as IBM's services write it in JSON: base64 of a zlib stream of a NumPy file. */
export interface TypedNdarray {
  readonly __type__: 'ndarray';
  readonly __value__: string;
}

/** A row-major tensor of numbers. */
export interface Ndarray {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** NumPy's file format 1.0 with float64 values, little endian, row-major, the header padded to 64 bytes. */
export function encodeNdarray({ shape, values }: Ndarray): TypedNdarray {
  const dimensions = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const prefix = MAGIC.length + 4;
  const header = text.padEnd(Math.ceil((prefix + text.length + 1) / 64) * 64 - prefix - 1) + '\n';
  const bytes = new Uint8Array(prefix + header.length + 8 * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  bytes.set([1, 0], MAGIC.length);
  view.setUint16(MAGIC.length + 2, header.length, true);
  bytes.set(new TextEncoder().encode(header), prefix);
  for (let k = 0; k < values.length; k++) {
    view.setFloat64(prefix + header.length + 8 * k, values[k]!, true);
  }
  return { __type__: 'ndarray', __value__: toBase64(zlibSync(bytes)) };
}

const MAGIC = Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: an argument list has a largest length.
  for (let at = 0; at < bytes.length; at += 4096) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return btoa(binary);
}
