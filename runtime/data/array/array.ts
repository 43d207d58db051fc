/** An array of a file, row-major; its first axis runs over samples where it has one. */
export type FileArray = NumberArray | TextArray;

interface NumberArray {
  readonly kind: 'numbers';
  readonly shape: readonly number[];
  /** Bytes stay bytes, so that pictures can tell 0 to 255 from 0 to 1. */
  readonly values: Numbers;
}

interface TextArray {
  readonly kind: 'texts';
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

export type Numbers = Uint8Array | Float32Array | Float64Array;

/** `[100, 28, 28]`, as shapes are written in messages. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}
