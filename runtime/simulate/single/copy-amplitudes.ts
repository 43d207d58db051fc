import type { Vector } from '../wasm/vector.ts';
import type { Views } from './part.ts';

/** Between amplitudes as they are stored and values (or weights) of the readout, real and imaginary part in turn. */
export function copyAmplitudes(
  { lanes, bytes }: Vector,
  { numbers }: Views,
  state: number,
  what: { readonly to: Float64Array } | { readonly from: Float64Array },
): void {
  const count = ('to' in what ? what.to : what.from).length / 2;
  for (let index = 0; index < count; index++) {
    const at = state / bytes + 2 * lanes * Math.floor(index / lanes) + (index % lanes);
    for (const part of [0, 1]) {
      if ('to' in what) what.to[2 * index + part] = numbers[at + part * lanes]!;
      // See `seedAmplitudes`.
      else numbers[at + part * lanes] = what.from[2 * index + part]! / 2;
    }
  }
}
