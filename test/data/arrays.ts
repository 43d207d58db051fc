import { zipSync } from 'fflate';

/** An `.npy` file, version 1: a header padded to 64 bytes, then the entries as they are given. */
export function npy(
  type: string,
  shape: readonly number[],
  entries: Uint8Array,
  order: 'row' | 'column' = 'row',
): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const fortran = order === 'column' ? 'True' : 'False';
  const text = `{'descr': '${type}', 'fortran_order': ${fortran}, 'shape': (${lengths}), }`;
  const header = new TextEncoder().encode(
    `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`,
  );
  const start = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8];
  return Uint8Array.from([...start, ...header, ...entries]);
}

/** Numbers as the bytes of an `.npy` or IDX file. */
function bytesOf(type: string, numbers: readonly number[]): Uint8Array {
  const width = Number(type.slice(2));
  const little = !type.startsWith('>');
  const bytes = new Uint8Array(numbers.length * width);
  const view = new DataView(bytes.buffer);
  for (const [index, number] of numbers.entries()) {
    const place = index * width;
    if (type.endsWith('f4')) view.setFloat32(place, number, little);
    else if (type.endsWith('f8')) view.setFloat64(place, number, little);
    else if (type.endsWith('i8')) view.setBigInt64(place, BigInt(number), little);
    else if (type.endsWith('4')) view.setInt32(place, number, little);
    else if (type.endsWith('2')) view.setUint16(place, number, little);
    else view.setInt8(place, number);
  }
  return bytes;
}

/** An `.npy` file of numbers. */
export function numbers(
  type: string,
  shape: readonly number[],
  values: readonly number[],
  order: 'row' | 'column' = 'row',
): Uint8Array {
  return npy(type, shape, bytesOf(type, values), order);
}

/** An `.npz` archive of `.npy` files, compressed. */
export function npz(arrays: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, array] as const);
  return zipSync(Object.fromEntries(files));
}

/** An IDX file of bytes. */
export function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const lengths = shape.flatMap((length) => [0, 0, length >> 8, length & 255]);
  return Uint8Array.from([0, 0, 8, shape.length, ...lengths, ...values]);
}

/** Characters of four bytes each, as NumPy's `<U` has them. */
export function characters(width: number, ...texts: readonly string[]): Uint8Array {
  const codes = texts.flatMap((text) =>
    Array.from({ length: width }, (_, place) => text.codePointAt(place) ?? 0),
  );
  return bytesOf('<i4', codes);
}
