import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { audio, image, load, optional, png, toldBy, valuesOf, wav } from './samples.ts';

const table = (cell: string) => `id,eye\nfirst,${cell}\n`;

const picture = (bytes: Uint8Array | string, input = image('eye', 2, 2)) =>
  valuesOf(load([input], { files: { 'table.csv': table('a/b.png'), 'a/b.png': bytes } }), 'eye');

const refusal = (bytes: Uint8Array | string, input = image('eye', 2, 2)) =>
  toldBy(() => load([input], { files: { 'table.csv': table('a/b.png'), 'a/b.png': bytes } }));

/** A PNG of our own, for the kinds that the encoder does not write: packed rows, each after its filter byte. */
function rawPng(
  header: readonly number[],
  rows: readonly number[],
  palette?: readonly number[],
): Uint8Array {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const [width, height, depth, colour] = header as [number, number, number, number];
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Uint8Array.of(0, 0, 0, width, 0, 0, 0, height, depth, colour, 0, 0, 0)),
    ...(palette === undefined ? [] : [chunk('PLTE', Uint8Array.from(palette))]),
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

const PALETTE = rawPng([2, 1, 8, 3], [0, 0, 1], [255, 0, 0, 0, 0, 255]);
const ONE_BIT = rawPng([3, 2, 1, 0], [0, 0b10100000, 0, 0b01000000]);

describe('pictures', () => {
  test('of one channel are brightness in [0, 1]', () => {
    const values = picture(png(2, 2, 1, [0, 51, 204, 255]));
    expect(values).toEqual([0, 0.2, 0.8, 1].map(Math.fround));
  });

  test('in colour become luma, and grey ones colour', () => {
    const grey = picture(png(1, 2, 3, [255, 0, 0, 255, 255, 255]), image('eye', 1, 2));
    expect(grey[0]).toBeCloseTo(0.299, 6);
    expect(grey[1]).toBeCloseTo(1, 6);
    expect(picture(png(1, 1, 1, [51]), image('eye', 1, 1, 3))).toEqual(
      [0.2, 0.2, 0.2].map(Math.fround),
    );
  });

  test('show white where they are transparent', () => {
    expect(picture(png(1, 2, 2, [0, 0, 0, 255]), image('eye', 1, 2))).toEqual([1, 0]);
    expect(picture(png(1, 1, 4, [255, 0, 0, 255]), image('eye', 1, 1, 3))).toEqual([1, 0, 0]);
  });

  test('shrink by the mean over area and grow linearly', () => {
    expect(picture(png(2, 4, 1, [0, 255, 0, 0, 255, 0, 0, 0]), image('eye', 1, 2))).toEqual([
      0.5, 0,
    ]);
    expect(picture(png(1, 2, 1, [0, 255]), image('eye', 1, 4))).toEqual([0, 0.25, 0.75, 1]);
  });

  test('of 16 bits, with a palette, and of one bit', () => {
    const sixteen = { height: 1, width: 1, channels: 1, depth: 16 } as const;
    expect(
      picture(encode({ ...sixteen, data: Uint16Array.of(32768) }), image('eye', 1, 1))[0],
    ).toBeCloseTo(0.5, 4);
    expect(picture(PALETTE, image('eye', 1, 2, 3))).toEqual([1, 0, 0, 0, 0, 1]);
    expect(picture(ONE_BIT, image('eye', 2, 3))).toEqual([1, 0, 1, 0, 1, 0]);
  });

  test('may be JPEG or PGM, whatever they are called', () => {
    const data = new Uint8Array(8 * 8 * 4).fill(128);
    const jpeg = new Uint8Array(encodeJpeg({ width: 8, height: 8, data }, 90).data);
    expect(picture(jpeg)[0]).toBeCloseTo(128 / 255, 2);
    expect(picture('P2 # by hand\n2 2\n4\n0 1 2 4\n')).toEqual([0, 0.25, 0.5, 1]);
    const binary = new Uint8Array([...new TextEncoder().encode('P5 2 2 255\n'), 0, 255, 0, 51]);
    expect(picture(binary)[3]).toBeCloseTo(0.2, 6);
  });

  test('may be listed as pixels', () => {
    const files = { 'table.csv': 'a,b\n0,1\n0.5,0.25\n' };
    const columns = { eye: { kind: 'range', start: 0, stop: 2 } } as const;
    expect(valuesOf(load([image('eye', 1, 2)], { files, columns }), 'eye')).toEqual([
      0, 1, 0.5, 0.25,
    ]);
    const bright = { 'table.csv': 'a,b\n0,255\n' };
    expect(toldBy(() => load([image('eye', 1, 2)], { files: bright, columns }))).toMatch(
      'the pixel 255 is outside [0, 1].',
    );
  });

  test('cut off anywhere are refused, never read as half a picture', () => {
    const whole = png(
      9,
      9,
      3,
      Array.from({ length: 243 }, (_, index) => (index * 37) % 256),
    );
    for (let length = 0; length < whole.length; length += 1) {
      expect(refusal(whole.subarray(0, length)), `${length} bytes`).toMatch(
        /value-unreadable: table.csv, line 2, column `eye`/,
      );
    }
    const data = new Uint8Array(16 * 16 * 4).map((_, index) => (index * 91) % 256);
    const jpeg = new Uint8Array(encodeJpeg({ width: 16, height: 16, data }, 90).data);
    for (let length = 0; length < jpeg.length; length += 7) {
      expect(refusal(jpeg.subarray(0, length)), `${length} bytes`).toMatch(/`a\/b.png` is /);
    }
  });

  test('with a flipped bit are refused', () => {
    const damaged = png(
      4,
      4,
      1,
      Array.from({ length: 16 }, (_, index) => index * 15),
    );
    damaged[50]! ^= 4;
    expect(refusal(damaged)).toBe(
      'value-unreadable: table.csv, line 2, column `eye`: `a/b.png` is a damaged PNG picture.',
    );
  });

  test('that are something else say what', () => {
    expect(refusal('just words')).toBe(
      'value-unreadable: table.csv, line 2, column `eye`: `a/b.png` is a text file, not a PNG, JPEG or PGM picture.',
    );
    expect(refusal('')).toMatch('is an empty file');
    expect(refusal(wav(8000, [0]))).toMatch('is a WAV sound');
    expect(refusal(new TextEncoder().encode('GIF89a\0\0'))).toMatch('is a GIF picture');
  });

  test('that are not there name the row and where they were sought', () => {
    const files = { 'data/table.csv': table('../eyes/1.png') };
    const source = { kind: 'csv', paths: { kind: 'one', path: 'data/table.csv' } } as const;
    expect(toldBy(() => load([image('eye', 2, 2)], { files, source, base: 'models/..' }))).toBe(
      'file-not-found: data/table.csv, line 2, column `eye`: there is no file `../eyes/1.png`; ' +
        'it was looked for at eyes/1.png. / Paths in a table are relative to the folder of the table.',
    );
  });

  test('that may be absent are, where the cell is empty', () => {
    const files = { 'table.csv': 'eye,x\n,1\n' };
    const { columns } = load([optional(image('eye', 1, 2))], { files });
    expect(columns.get('eye')).toMatchObject({
      present: Uint8Array.of(0),
      values: Float32Array.of(0, 0),
    });
  });
});

describe('sounds', () => {
  const sound = (bytes: Uint8Array, input = audio('ear', 8, 1)) =>
    valuesOf(load([input], { files: { 'table.csv': 'ear\nb.wav\n', 'b.wav': bytes } }), 'ear');
  const refused = (bytes: Uint8Array | string) =>
    toldBy(() =>
      load([audio('ear', 8, 1)], { files: { 'table.csv': 'ear\nb.wav\n', 'b.wav': bytes } }),
    );

  test('are cut or filled up with silence', () => {
    expect(sound(wav(8, [1, -1, 1]))).toEqual([1, Math.fround(-32767 / 32768), 1, 0, 0, 0, 0, 0]);
    expect(
      sound(
        wav(
          8,
          Array.from({ length: 20 }, () => 1),
        ),
      ),
    ).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('of several channels are mixed', () => {
    expect(sound(wav(8, [1, 0], [0, 0])).slice(0, 2)).toEqual([0.5, 0]);
  });

  test('keep a tone through another rate', () => {
    const tone = (rate: number, seconds: number) =>
      Array.from(
        { length: rate * seconds },
        (_, index) => 0.8 * Math.sin((2 * Math.PI * 440 * index) / rate),
      );
    for (const rate of [44100, 16000, 11025, 4000]) {
      const heard = sound(wav(rate, tone(rate, 0.5)), audio('ear', 8000, 0.5));
      const expected = tone(8000, 0.5);
      const middle = heard
        .slice(400, 3600)
        .map((value, index) => Math.abs(value - expected[index + 400]!));
      expect(Math.max(...middle), `from ${rate} Hz`).toBeLessThan(2e-3);
    }
  });

  test('lose what the lower rate cannot hold', () => {
    const high = Array.from({ length: 16000 }, (_, index) =>
      Math.sin((2 * Math.PI * 6000 * index) / 16000),
    );
    const heard = sound(wav(16000, high), audio('ear', 8000, 1));
    expect(Math.max(...heard.slice(200, 7800).map(Math.abs))).toBeLessThan(1e-3);
  });

  test('cut off anywhere are refused', () => {
    const whole = wav(
      8000,
      Array.from({ length: 100 }, (_, index) => Math.sin(index)),
    );
    for (let length = 0; length < whole.length; length += 1) {
      expect(refused(whole.subarray(0, length)), `${length} bytes`).toMatch(
        'value-unreadable: table.csv, line 2, column `ear`',
      );
    }
    expect(refused(whole.subarray(0, 120))).toMatch(
      '`b.wav` is a WAV sound that was cut off: its header says 200 bytes of samples, and there are 76.',
    );
  });

  test('that are something else say what', () => {
    expect(refused(new TextEncoder().encode('ID3\x04\0\0\0'))).toMatch(
      '`b.wav` is an MP3 file, not a WAV sound.',
    );
    expect(refused('RIFF, he said')).toMatch('is a text file');
    expect(refused(wav(8, []))).toMatch('is a WAV sound without samples');
  });

  test('from a pooled buffer are read from their own bytes', () => {
    const pool = new Uint8Array(200).fill(255);
    const bytes = wav(8, [0.5, 0.5]);
    pool.set(bytes, 33);
    expect(sound(pool.subarray(33, 33 + bytes.length))[1]).toBeCloseTo(0.5, 4);
  });
});
