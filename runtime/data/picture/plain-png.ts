import { unzlibSync } from 'fflate';

/** Rows of interleaved bytes. */
export interface PlainPng {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** By colour type: grey, RGB, grey and alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;
const TRNS = 0x74524e53;

/** CRC-32 of each byte. */
const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/**
 * A PNG as most are: eight bits a channel, no palette, rows one after the other. Its size is known before it is
 * inflated, which makes small pictures several times faster than a decoder of streams. Undefined for any other PNG,
 * and for one in which anything is not as it should be.
 * PNG specification, third edition (W3C 2023), sections 5, 9 and 11.
 */
export function decodePlainPng(bytes: Uint8Array): PlainPng | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) {
    return undefined;
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = CHANNELS[bytes[25]!];
  const isPlain = bytes[24] === 8 && bytes[26] === 0 && bytes[27] === 0 && bytes[28] === 0;
  if (view.getUint32(12) !== IHDR || channels === undefined || !isPlain) return undefined;
  const parts: Uint8Array[] = [];
  let type = 0;
  for (let place = 8; type !== IEND;) {
    if (place + 12 > bytes.length) return undefined;
    const length = view.getUint32(place);
    const end = place + 8 + length;
    if (end + 4 > bytes.length) return undefined;
    type = view.getUint32(place + 4);
    const isCritical = (bytes[place + 4]! & 32) === 0;
    if (isCritical ? type !== IHDR && type !== IDAT && type !== IEND : type === TRNS) {
      return undefined;
    }
    if (checksum(bytes, place + 4, end) !== view.getUint32(end)) return undefined;
    if (type === IDAT) parts.push(bytes.subarray(place + 8, end));
    place = end + 4;
  }
  const data = inflate(parts, height * (1 + width * channels));
  return data && unfilter(data, { width, height, channels });
}

function inflate(parts: readonly Uint8Array[], size: number): Uint8Array | undefined {
  const packed = parts.length === 1 ? parts[0]! : joined(parts);
  try {
    const data = unzlibSync(packed, { out: new Uint8Array(size) });
    return data.length === size ? data : undefined;
  } catch {
    return undefined;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

/** Takes off what each row was foretold by: nothing, the left, the upper, their mean, or Paeth's choice. */
function unfilter(
  rows: Uint8Array,
  { width, height, channels }: Omit<PlainPng, 'data'>,
): PlainPng | undefined {
  const stride = width * channels;
  const data = new Uint8Array(height * stride);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    const filter = rows[from++]!;
    if (filter > 4) return undefined;
    for (let x = 0; x < stride; x++, from++, to++) {
      const left = x < channels ? 0 : data[to - channels]!;
      const up = y === 0 ? 0 : data[to - stride]!;
      let foretold = 0;
      if (filter === 1) foretold = left;
      else if (filter === 2) foretold = up;
      else if (filter === 3) foretold = (left + up) >> 1;
      else if (filter === 4) {
        foretold = paeth(left, up, x < channels || y === 0 ? 0 : data[to - stride - channels]!);
      }
      data[to] = rows[from]! + foretold;
    }
  }
  return { width, height, channels, data };
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [
    Math.abs(estimate - left),
    Math.abs(estimate - up),
    Math.abs(estimate - corner),
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** CRC-32, annex D. */
function checksum(bytes: Uint8Array, start: number, end: number): number {
  let rest = 0xffffffff;
  for (let i = start; i < end; i++) rest = CHECKSUMS[(rest ^ bytes[i]!) & 255]! ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
