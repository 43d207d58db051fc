import type { Network } from './network.ts';

export interface BackOff {
  /** Milliseconds. */
  readonly first: number;
  readonly most: number;
}

/** Each wait twice as long as the one before it, up to the most, and a random half of it ("equal jitter"). */
export function waitBefore(
  attempt: number,
  { first, most }: BackOff,
  { random }: Pick<Network, 'random'>,
): number {
  const whole = Math.min(most, first * 2 ** attempt);
  return whole / 2 + (whole / 2) * random();
}
