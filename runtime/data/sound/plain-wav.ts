import type { Sound } from './decode.ts';

const [RIFF, WAVE] = [0x52494646, 0x57415645];
const [FORMAT, DATA] = [0x666d7420, 0x64617461];
const PCM = 1;

/**
 * A WAV file as most are: one channel of 16-bit whole numbers, all there. Of a short sound a decoder for all kinds
 * takes longer to find out what it is than to decode it. Undefined for any other file, and for one in which anything
 * is not as it should be.
 * Negative numbers are divided by 2^15 and others by 2^15 - 1, as `@audio/decode-wav` does.
 */
export function decodePlainWav(bytes: Uint8Array): Sound | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== RIFF || view.getUint32(8) !== WAVE) {
    return undefined;
  }
  let rate = 0;
  for (let place = 12; place + 8 <= bytes.length;) {
    const [type, size] = [view.getUint32(place), view.getUint32(place + 4, true)];
    const start = place + 8;
    const end = start + size;
    if (end > bytes.length || size % 2 !== 0) return undefined;
    if (type === DATA)
      return rate > 0 && size > 0 ? { rate, samples: samplesOf(view, start, end) } : undefined;
    if (type === FORMAT) {
      if (size < 16 || !isPlain(view, start)) return undefined;
      rate = view.getUint32(start + 4, true);
    }
    place = end;
  }
  return undefined;
}

/** One channel of whole numbers, two bytes each. */
function isPlain(view: DataView, start: number): boolean {
  const [coding, channels] = [view.getUint16(start, true), view.getUint16(start + 2, true)];
  const [block, bits] = [view.getUint16(start + 12, true), view.getUint16(start + 14, true)];
  return coding === PCM && channels === 1 && block === 2 && bits === 16;
}

function samplesOf(view: DataView, start: number, end: number): Float32Array {
  const samples = new Float32Array((end - start) / 2);
  for (let index = 0, place = start; place < end; index += 1, place += 2) {
    const value = view.getInt16(place, true);
    samples[index] = value < 0 ? value / 32768 : value / 32767;
  }
  return samples;
}
