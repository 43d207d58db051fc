import type { FeatureTransform } from './transform.ts';

/**
 * Words hashed into buckets, each added or subtracted by a bit of its hash, so that collisions cancel on average
 * (Weinberger et al. 2009). The hash of a word index is the finaliser of MurmurHash3.
 */
export function createHash([buckets]: readonly number[]): FeatureTransform {
  return (words) => {
    const counts = new Float64Array(buckets!);
    for (const word of words) {
      if (word < 0) continue;
      const bits = mix(word + 1);
      counts[(bits >>> 1) % buckets!]! += (bits & 1) === 0 ? 1 : -1;
    }
    return counts;
  };
}

function mix(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
