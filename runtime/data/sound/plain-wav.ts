const [RIFF, WAVE] = [0x52494646, 0x57415645];
const [FORMAT, DATA] = [0x666d7420, 0x64617461];
const PCM = 1;

/** Where the samples of a plain WAV file are. */
export interface PlainWav {
  /** Samples a second. */
  readonly rate: number;
  /** The first byte of the first sample, which has two. */
  readonly start: number;
  readonly count: number;
}

/**
 * Whether a WAV file is as most are: one channel of 16-bit whole numbers, all there. Of a short sound a decoder for all
 * kinds takes longer to find out what it is than to decode it. Undefined for any other file, and for one in which
 * anything is not as it should be.
 */
export function plainWavOf(bytes: Uint8Array): PlainWav | undefined {
  const view = viewOf(bytes);
  if (bytes.length < 12 || view.getUint32(0) !== RIFF || view.getUint32(8) !== WAVE) {
    return undefined;
  }
  let rate = 0;
  for (let place = 12; place + 8 <= bytes.length;) {
    const [type, size] = [view.getUint32(place), view.getUint32(place + 4, true)];
    const start = place + 8;
    const end = start + size;
    if (end > bytes.length || size % 2 !== 0) return undefined;
    if (type === DATA) {
      return rate > 0 && size > 0 ? { rate, start, count: size / 2 } : undefined;
    }
    if (type === FORMAT) {
      if (size < 16 || !isPlain(view, start)) return undefined;
      rate = view.getUint32(start + 4, true);
    }
    place = end;
  }
  return undefined;
}

/**
 * The first samples, as many as there are and there is room for, in [-1, 1]: negative numbers are divided by 2^15 and
 * others by 2^15 - 1, as `@audio/decode-wav` does.
 */
export function readPlainWav(
  bytes: Uint8Array,
  { start, count }: PlainWav,
  into: Float32Array,
): Float32Array {
  const view = viewOf(bytes);
  const length = Math.min(count, into.length);
  for (let index = 0, place = start; index < length; index += 1, place += 2) {
    const value = view.getInt16(place, true);
    into[index] = value < 0 ? value / 32768 : value / 32767;
  }
  return into;
}

/** One channel of whole numbers, two bytes each. */
function isPlain(view: DataView, start: number): boolean {
  const [coding, channels] = [view.getUint16(start, true), view.getUint16(start + 2, true)];
  const [block, bits] = [view.getUint16(start + 12, true), view.getUint16(start + 14, true)];
  return coding === PCM && channels === 1 && block === 2 && bits === 16;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
