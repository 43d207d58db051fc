/** What a decoder found: a value, or why not, in words that follow the file's name (`is a text file`). */
export type Decoded<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'fault'; readonly fault: string };

export function decoded<T>(value: T): Decoded<T> {
  return { kind: 'value', value };
}

export function fault(words: string): Decoded<never> {
  return { kind: 'fault', fault: words };
}
