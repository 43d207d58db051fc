import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { decode, encode } from 'fast-png';
import { zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodePlainPng } from '../../runtime/data/picture/plain-png.ts';

/** Any filtered rows are a picture. */
const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    colour: fc.constantFrom(0, 2, 4, 6),
    pieces: fc.integer({ min: 1, max: 3 }),
    note: fc.boolean(),
  })
  .chain((shape) => {
    const bytes = shape.width * { 0: 1, 2: 3, 4: 2, 6: 4 }[shape.colour];
    const row = fc.record({
      filter: fc.integer({ min: 0, max: 4 }),
      rest: fc.uint8Array({ minLength: bytes, maxLength: bytes }),
    });
    return fc
      .array(row, { minLength: shape.height, maxLength: shape.height })
      .map((rows) => ({ ...shape, rows: rows.flatMap(({ filter, rest }) => [filter, ...rest]) }));
  });

test('plain pictures come out as the decoder of all PNGs has them, whatever their filters', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const bytes = pngOf(picture);
      const { width, height, channels, data } = decode(bytes, { checkCrc: true });
      expect(decodePlainPng(bytes)).toEqual({ width, height, channels, data });
    }),
    { numRuns: 300, seed: 6 },
  );
});

test('what is not plain, or not as it should be, is left to that decoder', () => {
  const right = pngOf({
    width: 2,
    height: 2,
    colour: 0,
    pieces: 1,
    note: true,
    rows: [0, 1, 2, 1, 3, 4],
  });
  expect(decodePlainPng(right)?.data).toEqual(Uint8Array.of(1, 2, 3, 7));
  for (let i = 0; i < right.length; i++) {
    const damaged = right.slice();
    damaged[i]! ^= 64;
    expect(decodePlainPng(damaged), `byte ${i}`).toBeUndefined();
  }
  for (let length = 0; length < right.length; length++) {
    expect(decodePlainPng(right.subarray(0, length))).toBeUndefined();
  }
  const deep = { width: 2, height: 1, depth: 16 as const, channels: 1, data: Uint16Array.of(1, 2) };
  expect(decodePlainPng(encode(deep))).toBeUndefined();
  const [short, wrong] = [
    [0, 1, 2],
    [5, 1, 2, 0, 3, 4],
  ];
  for (const rows of [short, wrong]) {
    const bytes = pngOf({ width: 2, height: 2, colour: 0, pieces: 1, note: false, rows });
    expect(decodePlainPng(bytes)).toBeUndefined();
  }
});

function pngOf(picture: {
  readonly width: number;
  readonly height: number;
  readonly colour: number;
  readonly pieces: number;
  readonly note: boolean;
  readonly rows: readonly number[];
}): Uint8Array {
  const { width, height, colour, pieces, note, rows } = picture;
  const packed = [...zlibSync(Uint8Array.from(rows))];
  const each = Math.ceil(packed.length / pieces);
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...bigEndian(width), ...bigEndian(height), 8, colour, 0, 0, 0]),
    ...(note ? chunk('tIME', [7, 208, 1, 1, 0, 0, 0]) : []),
    ...Array.from({ length: pieces }, (_, i) =>
      chunk('IDAT', packed.slice(i * each, (i + 1) * each)),
    ).flat(),
    ...chunk('IEND', []),
  ]);
}

function chunk(type: string, data: readonly number[]): number[] {
  const content = [...new TextEncoder().encode(type), ...data];
  return [...bigEndian(data.length), ...content, ...bigEndian(crc32(Uint8Array.from(content)))];
}

function bigEndian(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}
