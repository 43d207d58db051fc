import decodeSamples from '@audio/decode-wav';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWavOf, readPlainWav } from '../../runtime/data/sound/plain-wav.ts';

const sounds = fc.record({
  rate: fc.integer({ min: 1, max: 96_000 }),
  samples: fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 40 }),
  note: fc.boolean(),
  /** Bytes before it in the memory that it is read from. */
  offset: fc.integer({ min: 0, max: 3 }),
});

test('plain sounds come out as the decoder of all WAV files has them, wherever they lie', () => {
  fc.assert(
    fc.property(sounds, ({ offset, ...sound }) => {
      const file = wavOf(sound);
      const bytes = new Uint8Array(offset + file.length).subarray(offset);
      bytes.set(file);
      const { sampleRate, channelData } = decodeSamples(bytes);
      const plain = plainWavOf(bytes)!;
      expect(plain.rate).toBe(sampleRate);
      const room = new Float32Array(plain.count);
      expect(readPlainWav(bytes, plain, room)).toEqual(channelData[0]);
    }),
    { numRuns: 300, seed: 4 },
  );
});

test('every number of 16 bits is a sample in [-1, 1]', () => {
  const samples = Array.from({ length: 65536 }, (_, code) => code - 32768);
  const bytes = wavOf({ rate: 8000, samples, note: false });
  const room = new Float32Array(65536);
  expect(readPlainWav(bytes, plainWavOf(bytes)!, room)).toEqual(
    decodeSamples(bytes).channelData[0],
  );
});

test('as many samples are read as there is room for, and what is behind them stays', () => {
  const bytes = wavOf({ rate: 8000, samples: [-32768, 32767, 0], note: false });
  const read = (room: number): Float32Array =>
    readPlainWav(bytes, plainWavOf(bytes)!, new Float32Array(room).fill(0.5));
  expect(read(2)).toEqual(Float32Array.of(-1, 1));
  expect(read(5)).toEqual(Float32Array.of(-1, 1, 0, 0.5, 0.5));
});

test('what is not plain, or not all there, is left to that decoder', () => {
  const sound = { rate: 8000, samples: [1, -2, 3], note: true };
  const right = wavOf(sound);
  expect(plainWavOf(right)).toBeDefined();
  for (let length = 0; length < right.length; length++) {
    expect(plainWavOf(right.subarray(0, length)), `${length} bytes`).toBeUndefined();
  }
  for (const other of [{ coding: 3 }, { channels: 2 }, { bits: 8 }, { rate: 0 }, { samples: [] }]) {
    expect(plainWavOf(wavOf({ ...sound, ...other })), JSON.stringify(other)).toBeUndefined();
  }
});

function wavOf(sound: {
  readonly rate: number;
  readonly samples: readonly number[];
  /** Is there a chunk that is no sound? */
  readonly note: boolean;
  readonly coding?: number;
  readonly channels?: number;
  readonly bits?: number;
}): Uint8Array {
  const { rate, samples, note, coding = 1, channels = 1, bits = 16 } = sound;
  const block = (channels * bits) / 8;
  const format = chunk(
    'fmt ',
    bytesOf([2, coding], [2, channels], [4, rate], [4, rate * block], [2, block], [2, bits]),
  );
  const data = chunk('data', new Uint8Array(Int16Array.from(samples).buffer));
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    format,
    ...(note ? [chunk('LIST', Uint8Array.of(7, 7))] : []),
    data,
  ]);
  return chunk('RIFF', body);
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(name), bytesOf([4, content.length]), content]);
}

/** Whole numbers, little endian, each of so many bytes. */
function bytesOf(...numbers: readonly (readonly [bytes: number, value: number])[]): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap(([bytes, value]) =>
      Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256),
    ),
  );
}
