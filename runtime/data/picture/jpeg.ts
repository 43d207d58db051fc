import { decode } from 'jpeg-js';
import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { pictureOf } from './picture.ts';
import type { Picture } from './picture.ts';

/** A baseline or progressive JPEG. */
export function decodeJpeg(bytes: Uint8Array): Decoded<Picture> {
  if (!hasEnd(bytes)) return fault('is a JPEG picture that ends too early: the file was cut off');
  try {
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
    });
    return decoded(pictureOf(height, width, data, 3, 255));
  } catch {
    return fault('is a damaged JPEG picture');
  }
}

/** The marker that ends a JPEG; some writers pad after it. */
function hasEnd(bytes: Uint8Array): boolean {
  let last = bytes.length - 1;
  while (last > 1 && bytes[last] === 0) last -= 1;
  return bytes[last] === 0xd9 && bytes[last - 1] === 0xff;
}
