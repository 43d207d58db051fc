import { convertIndexedToRgb, decode } from 'fast-png';
import type { DecodedPng } from 'fast-png';
import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { pictureOf } from './picture.ts';
import { decodePlainPng } from './plain-png.ts';
import type { Picture } from './picture.ts';

/** A PNG of any colour type and depth. A wrong checksum is a fault, so a damaged file is not read as noise. */
export function decodePng(bytes: Uint8Array): Decoded<Picture> {
  const plain = decodePlainPng(bytes);
  if (plain) {
    return decoded(pictureOf(plain.height, plain.width, plain.data, plain.channels, 255));
  }
  if (!hasEnd(bytes)) return fault('is a PNG picture that ends too early: the file was cut off');
  try {
    return decoded(toPicture(decode(bytes, { checkCrc: true })));
  } catch {
    return fault('is a damaged PNG picture');
  }
}

/** Every PNG ends in an empty `IEND` chunk; the decoder itself does not miss it. */
function hasEnd(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 8;
  while (place + 12 <= bytes.length) {
    if (view.getUint32(place + 4) === 0x49454e44) return true;
    place += 12 + view.getUint32(place);
  }
  return false;
}

function toPicture(png: DecodedPng): Picture {
  const { width, height, depth, channels } = png;
  if (png.palette !== undefined) {
    const colours = convertIndexedToRgb(png);
    return pictureOf(height, width, colours, colours.length / (width * height), 255);
  }
  const samples = depth < 8 ? unpack(png) : png.data;
  return pictureOf(height, width, samples, channels, 2 ** depth - 1);
}

/** Grey values of 1, 2 or 4 bits, of which each row of pixels starts on a fresh byte. */
function unpack({ width, height, depth, data }: DecodedPng): Uint8Array {
  const values = new Uint8Array(width * height);
  const stride = Math.ceil((width * depth) / 8);
  const mask = 2 ** depth - 1;
  for (let pixel = 0; pixel < values.length; pixel += 1) {
    const bit = (pixel % width) * depth;
    const byte = data[Math.floor(pixel / width) * stride + (bit >> 3)]!;
    values[pixel] = (byte >> (8 - depth - (bit & 7))) & mask;
  }
  return values;
}
