/** Formats that files are told apart by, from their first bytes; extensions are not believed. */
export type Content = 'png' | 'jpeg' | 'netpbm' | 'wav' | 'other';

export function contentOf(bytes: Uint8Array): Content {
  if (startsWith(bytes, '\x89PNG')) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'jpeg';
  if (startsWith(bytes, 'RIFF') && text(bytes, 8, 12) === 'WAVE') return 'wav';
  if (/^P[2356]\s/.test(text(bytes, 0, 3))) return 'netpbm';
  return 'other';
}

/** What a file is, in words for a message: `a text file`, `an MP3 file`. */
export function describeContent(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file';
  if (isText(bytes) && text(bytes, 0, 4) !== '%PDF') return 'a text file';
  const known = KNOWN.find(
    ([start, offset]) => text(bytes, offset, offset + start.length) === start,
  );
  if (known !== undefined) return known[2];
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'a JPEG picture';
  if (bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0) return 'an MP3 file';
  return 'of a kind not known here';
}

const KNOWN: readonly (readonly [start: string, offset: number, words: string])[] = [
  ['\x89PNG', 0, 'a PNG picture'],
  ['WAVE', 8, 'a WAV sound'],
  ['WEBP', 8, 'a WebP picture'],
  ['ID3', 0, 'an MP3 file'],
  ['fLaC', 0, 'a FLAC file'],
  ['OggS', 0, 'an Ogg file'],
  ['ftyp', 4, 'an MP4 file'],
  ['GIF8', 0, 'a GIF picture'],
  ['BM', 0, 'a BMP picture'],
  ['II*\0', 0, 'a TIFF picture'],
  ['MM\0*', 0, 'a TIFF picture'],
  ['%PDF', 0, 'a PDF document'],
  ['PK\x03\x04', 0, 'a zip archive'],
  ['\x1f\x8b', 0, 'a gzip archive'],
  ['\x93NUMPY', 0, 'a NumPy array'],
];

function startsWith(bytes: Uint8Array, start: string): boolean {
  for (let place = 0; place < start.length; place += 1) {
    if (bytes[place] !== start.charCodeAt(place)) return false;
  }
  return true;
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 512);
  return !start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}
