import { unzlibSync, zlibSync } from 'fflate';

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

/** What `encodeNdarray` wrote, or NumPy did: real numbers of any width, booleans as 0 and 1, either memory order. */
export function decodeNdarray({ __value__ }: TypedNdarray): Ndarray {
  const bytes = unzlibSync(fromBase64(__value__));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6]! > 1;
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const descriptor = /'descr': '([^']*)'/.exec(header)?.[1] ?? '';
  const shape = [...(/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '').matchAll(/\d+/g)].map(Number);
  const reader = READERS[descriptor.slice(1)];
  if (reader === undefined) throw new Error(`no reader for NumPy's ${descriptor}`);
  const little = !descriptor.startsWith('>');
  const count = shape.reduce((product, size) => product * size, 1);
  const stored = Array.from({ length: count }, (_, k) =>
    reader.read(view, start + length + reader.bytes * k, little),
  );
  const columnsFirst = header.includes("'fortran_order': True");
  return { shape, values: columnsFirst ? rowMajor(stored, shape) : stored };
}

const MAGIC = Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);

interface Reader {
  readonly bytes: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

const READERS: Readonly<Record<string, Reader>> = {
  f8: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  f4: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  i8: { bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  i4: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  i2: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  u8: { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  u4: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
  u2: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  b1: { bytes: 1, read: (view, at) => view.getUint8(at) },
};

function rowMajor(stored: readonly number[], shape: readonly number[]): number[] {
  return stored.map((_, target) => {
    let rest = target;
    let source = 0;
    let stride = stored.length;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      stride /= shape[axis]!;
      source += (rest % shape[axis]!) * stride;
      rest = Math.floor(rest / shape[axis]!);
    }
    return stored[source]!;
  });
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: an argument list has a largest length.
  for (let at = 0; at < bytes.length; at += 4096) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
