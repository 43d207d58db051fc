import decodeSamples from '@audio/decode-wav';
import { contentOf, describeContent } from '../content.ts';
import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { plainWavOf, readPlainWav } from './plain-wav.ts';

/** One channel of samples in [-1, 1]. */
export interface Sound {
  /** Samples a second. */
  readonly rate: number;
  readonly samples: Float32Array;
}

/** A WAV file: whole numbers of 8 to 32 bits, floats, A-law, µ-law or ADPCM; channels are mixed to one by their mean. */
export function decodeSound(bytes: Uint8Array): Decoded<Sound> {
  const plain = plainWavOf(bytes);
  if (plain) {
    const samples = readPlainWav(bytes, plain, new Float32Array(plain.count));
    return decoded({ rate: plain.rate, samples });
  }
  if (contentOf(bytes) !== 'wav') return fault(`is ${describeContent(bytes)}, not a WAV sound`);
  const broken = brokenFrame(bytes);
  if (broken !== undefined) return fault(broken);
  try {
    const { channelData, sampleRate } = decodeSamples(bytes);
    if (channelData.length === 0 || channelData[0]!.length === 0) {
      return fault('is a WAV sound without samples');
    }
    const samples = mix(channelData);
    if (!samples.every(Number.isFinite))
      return fault('is a WAV sound with samples that are no numbers');
    return decoded({ rate: sampleRate, samples });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const words = /unsupported/i.test(reason) ? 'in a coding not known here' : 'that is damaged';
    return fault(`is a WAV sound ${words}`);
  }
}

/** A decoder reads what there is of a cut file without a word, so the sizes are compared here. */
function brokenFrame(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 12;
  let described = false;
  while (place + 8 <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(place, place + 4));
    const size = view.getUint32(place + 4, true);
    if (name === 'data' && !described) return 'is a WAV sound without a description of its format';
    if (name === 'data') return truncated(size, bytes.length - place - 8);
    if (name === 'fmt ') {
      if (place + 24 > bytes.length) break;
      const [channels, rate] = [view.getUint16(place + 10, true), view.getUint32(place + 12, true)];
      if (channels === 0 || rate === 0) return 'is a WAV sound that is damaged';
      described = true;
    }
    place += 8 + size + (size % 2);
  }
  return 'is a WAV sound that ends before its samples: the file was cut off';
}

function truncated(declared: number, there: number): string | undefined {
  const streamed = declared === 0 || declared === 0xffffffff;
  if (streamed || declared <= there) return undefined;
  return `is a WAV sound that was cut off: its header says ${declared} bytes of samples, and there are ${there}`;
}

function mix(channels: readonly Float32Array[]): Float32Array {
  const first = channels[0]!;
  if (channels.length === 1) return first;
  const mixed = new Float32Array(first.length);
  for (const channel of channels) {
    for (let index = 0; index < mixed.length; index += 1)
      mixed[index]! += channel[index]! / channels.length;
  }
  return mixed;
}
