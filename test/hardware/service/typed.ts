import { zlibSync } from 'fflate';

/** An array of bytes or float64 as IBM's services write it, in NumPy's format. */
export function typedArray(
  shape: readonly number[],
  values: Uint8Array | Float64Array,
): { readonly __type__: 'ndarray'; readonly __value__: string } {
  const type = values instanceof Uint8Array ? '|u1' : '<f8';
  const dimensions = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const header = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + '\n';
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  const bytes = Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    length,
    Buffer.from(header),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
  return { __type__: 'ndarray', __value__: Buffer.from(zlibSync(bytes)).toString('base64') };
}
