import type { Counts } from './multinomial.ts';
import type { Reading, SettingPlan, WordReading } from './settings.ts';

/** Counts of each setting of a plan. */
type AllCounts = readonly Counts[];

/** Writes what outcomes say of the measurements of a plan to `out` from `start` on, in their order. */
export function readCounts(
  { readings }: Pick<SettingPlan, 'readings'>,
  counts: AllCounts,
  shots: number,
  out: Float64Array,
  start: number,
): void {
  let at = start;
  for (const reading of readings) at += readOne(reading, counts, shots, out, at);
}

/** @returns how many numbers it wrote */
function readOne(
  reading: Reading,
  counts: AllCounts,
  shots: number,
  out: Float64Array,
  at: number,
): number {
  switch (reading.kind) {
    case 'expectation': {
      let sum = reading.constant;
      for (const word of reading.words) sum += word.coefficient * meanSign(word, counts, shots);
      out[at] = sum;
      return 1;
    }
    case 'paulis': {
      reading.words.forEach((word, i) => {
        out[at + i] = word ? meanSign(word, counts, shots) : 1;
      });
      return reading.words.length;
    }
    case 'probabilities': {
      const size = 2 ** reading.masks.length;
      out.fill(0, at, at + size);
      const { size: seen, outcomes, counts: times } = counts[reading.setting]!;
      for (let i = 0; i < seen; i++) {
        let index = 0;
        for (const mask of reading.masks) index = 2 * index + (outcomes[i]! & mask ? 1 : 0);
        out[at + index]! += times[i]! / shots;
      }
      return size;
    }
  }
}

function meanSign({ setting, mask }: WordReading, counts: AllCounts, shots: number): number {
  const { size, outcomes, counts: times } = counts[setting]!;
  let odd = 0;
  for (let i = 0; i < size; i++) odd += parity(outcomes[i]! & mask) * times[i]!;
  return 1 - (2 * odd) / shots;
}

function parity(word: number): number {
  let bits = word ^ (word >>> 16);
  bits ^= bits >>> 8;
  bits ^= bits >>> 4;
  return (0x6996 >>> (bits & 15)) & 1;
}
