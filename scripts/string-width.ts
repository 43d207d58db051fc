import { stripVTControlCharacters } from 'node:util';

/**
 * Stands in for the package `string-width` in the built program, where yargs lays out help with it: the package makes
 * two segmenters and a table of all emoji while it is loaded, a tenth of a cold start, and our help has neither.
 */
export default function stringWidth(text: string): number {
  return stripVTControlCharacters(text).length;
}
