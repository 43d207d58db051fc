import { contentOf, describeContent } from '../content.ts';
import { fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { decodeJpeg } from './jpeg.ts';
import { decodeNetpbm } from './netpbm.ts';
import type { Picture } from './picture.ts';
import { decodePng } from './png.ts';

/** A PNG, JPEG, PGM or PPM picture, told apart by its first bytes. */
export function decodePicture(bytes: Uint8Array): Decoded<Picture> {
  switch (contentOf(bytes)) {
    case 'png':
      return decodePng(bytes);
    case 'jpeg':
      return decodeJpeg(bytes);
    case 'netpbm':
      return decodeNetpbm(bytes);
    case 'wav':
    case 'other':
      return fault(`is ${describeContent(bytes)}, not a PNG, JPEG or PGM picture`);
  }
}
