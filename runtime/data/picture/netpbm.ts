import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { pictureOf } from './picture.ts';
import type { Picture } from './picture.ts';

/** Grey (P2, P5) and colour (P3, P6) pictures of the Netpbm formats, as text or bytes, up to 16 bits a sample. */
export function decodeNetpbm(bytes: Uint8Array): Decoded<Picture> {
  const kind = bytes[1]! - 0x30;
  const header = readHeader(bytes);
  if (header === undefined) return fault('is a PGM picture whose header cannot be read');
  const { width, height, highest, end } = header;
  const channels = kind === 3 || kind === 6 ? 3 : 1;
  const count = width * height * channels;
  const samples =
    kind < 4 ? textSamples(bytes, end - 1) : byteSamples(bytes, end, highest > 255 ? 2 : 1, count);
  if (samples.length < count)
    return fault('is a PGM picture that ends too early: the file was cut off');
  if (samples.some((value) => !(value <= highest))) return fault('is a damaged PGM picture');
  return decoded(pictureOf(height, width, samples, channels, highest));
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly highest: number;
  /** Where the samples start. */
  readonly end: number;
}

/** Magic number, width, height and highest value, apart by blanks and `#` comments; one blank ends them. */
function readHeader(bytes: Uint8Array): Header | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  const blank = '(?:\\s|#[^\\n]*\\n)+';
  const match = new RegExp(`^P\\d${blank}(\\d+)${blank}(\\d+)${blank}(\\d+)\\s`).exec(start);
  if (match === null) return undefined;
  const [width, height, highest] = match.slice(1).map(Number) as [number, number, number];
  if (width === 0 || height === 0 || highest === 0 || highest > 65535) return undefined;
  return { width, height, highest, end: match[0].length };
}

function textSamples(bytes: Uint8Array, start: number): number[] {
  const text = new TextDecoder('latin1').decode(bytes.subarray(start)).replace(/#[^\n]*/g, '');
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(Number);
}

function byteSamples(bytes: Uint8Array, start: number, width: 1 | 2, count: number): Uint16Array {
  const available = Math.min(count, Math.floor((bytes.length - start) / width));
  return Uint16Array.from({ length: available }, (_, index) => {
    const place = start + index * width;
    return width === 1 ? bytes[place]! : bytes[place]! * 256 + bytes[place + 1]!;
  });
}
