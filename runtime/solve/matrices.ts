/** The likeness of each training sample to each, symmetric: row-major `[count, count]`. */
export interface Kernel {
  readonly count: number;
  readonly values: Float64Array;
}

/** The numbers that describe each training sample: row-major `[count, size]`. */
export interface Features {
  readonly count: number;
  readonly size: number;
  readonly values: Float64Array;
}

/** What is to be told of each training sample, real numbers: row-major `[count, size]`. */
export type Targets = Features;

/** @throws RangeError for a number that is not finite, from which no solver comes back with anything. */
export function requireFinite({ values }: Kernel | Features): void {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new RangeError(
    `Entry ${String(place)} of the training samples is ${String(values[place])}.`,
  );
}

/** Positions of all training samples, for a solver that needs every one of them again. */
export function everySample(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
