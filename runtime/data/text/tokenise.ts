/**
 * The words of a text, in lower case and Unicode form NFC: runs of letters, marks and digits, with apostrophes
 * inside them (`don't` is one word). Everything else separates words.
 */
export function tokenise(text: string): string[] {
  const plain = text.normalize('NFC').toLowerCase().replaceAll('’', "'");
  return plain.match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}
