import { describeContent } from '../content.ts';
import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { shapeText } from './array.ts';
import type { FileArray } from './array.ts';
import { ELEMENT_FORMATS, readElements } from './elements.ts';
import { rowMajor } from './row-major.ts';

/**
 * An array in NumPy's format, versions 1 to 3 (numpy.lib.format): numbers, booleans and texts of either byte order,
 * row-major or `fortran_order`.
 */
export function decodeNpy(bytes: Uint8Array): Decoded<FileArray> {
  const header = readHeader(bytes);
  if (header.kind === 'fault') return header;
  const { type, shape, columnMajor, start } = header.value;
  const [, order = '', letter = '', width = ''] = /^([<>|=])([a-zA-Z])(\d*)$/.exec(type) ?? [];
  const count = shape.reduce((product, length) => product * length, 1);
  const available = bytes.length - start;
  const format = ELEMENT_FORMATS.get(letter + width);
  const bytesEach = format?.width ?? textWidth(letter, Number(width));
  if (bytesEach === undefined) return fault(unreadableType(type));
  if (count * bytesEach > available) {
    return fault(
      `ends too early: ${type} of shape ${shapeText(shape)} takes ${count * bytesEach} bytes, and ${available} are there`,
    );
  }
  const endian = order === '>' ? 'big' : 'little';
  if (format === undefined) {
    const texts = readTexts(bytes, start, count, { letter, width: Number(width), endian });
    const values = columnMajor ? rowMajor(texts, shape, []) : texts;
    return decoded({ kind: 'texts', shape, values });
  }
  const stored = readElements(bytes, start, count, format, endian);
  const values = columnMajor ? rowMajor(stored, shape, stored.slice()) : stored;
  return decoded({ kind: 'numbers', shape, values });
}

interface Header {
  /** NumPy's `descr`, e.g. `<f4`. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly columnMajor: boolean;
  /** Where the entries start. */
  readonly start: number;
}

/** Magic, version, length and a Python dictionary: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`. */
function readHeader(bytes: Uint8Array): Decoded<Header> {
  if (describeContent(bytes) !== 'a NumPy array') {
    return fault(`is ${describeContent(bytes)}, not a NumPy array`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6]! > 1;
  const first = wide ? 12 : 10;
  if (bytes.length < first) return fault('is a NumPy array that ends in its header');
  const start = first + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const text = new TextDecoder().decode(bytes.subarray(first, start));
  const type = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (/'descr':\s*\[/.test(text)) {
    return fault('is a structured NumPy array; each field needs an array of its own');
  }
  if (start > bytes.length || type === undefined || order === undefined || shape === undefined) {
    return fault('is a NumPy array whose header cannot be read');
  }
  const lengths = shape.match(/\d+/g) ?? [];
  return decoded({ type, shape: lengths.map(Number), columnMajor: order === 'True', start });
}

/** Bytes of a text of so many characters: `U` has four for each, `S` one. */
function textWidth(letter: string, length: number): number | undefined {
  if (letter === 'U') return 4 * length;
  return letter === 'S' ? length : undefined;
}

function readTexts(
  bytes: Uint8Array,
  start: number,
  count: number,
  type: { readonly letter: string; readonly width: number; readonly endian: 'little' | 'big' },
): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = type.endian === 'little';
  return Array.from({ length: count }, (_, entry) => {
    const characters = Array.from({ length: type.width }, (__, index) => {
      const place = entry * type.width + index;
      return type.letter === 'U'
        ? view.getUint32(start + 4 * place, little)
        : view.getUint8(start + place);
    });
    return String.fromCodePoint(...characters.filter((code) => code > 0 && code <= 0x10ffff));
  });
}

function unreadableType(type: string): string {
  const what = type.endsWith('O') ? 'Python objects' : `entries of type ${type}`;
  return `holds ${what}; numbers, booleans and texts can be read: save it with \`.astype("float32")\``;
}
