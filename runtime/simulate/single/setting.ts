import type { Plan } from '../plan/plan.ts';
import type { Vector } from '../wasm/vector.ts';
import { laneBits as laneBitsOf } from './kernels/lanes.ts';
import type { Setting } from './part.ts';
import type { Site } from './site.ts';

/** Cosines, sines and tangents. */
const SLOT_VECTORS = 3;

/** What the parts of a plan's program are made in; the work space is placed when all have told what they need. */
export function createSetting(
  plan: Plan,
  vector: Vector,
  { take, store }: Site,
): {
  readonly setting: Setting;
  readonly angles: number;
  readonly coefficients: number;
  readonly work: { place(): void };
} {
  const slots = Math.ceil(plan.slots.length / vector.lanes) * vector.lanes;
  const angles = take(8 * slots);
  const coefficients = take((SLOT_VECTORS * 16 * slots) / vector.lanes);
  let [largest, workAddress] = [0, 0];
  const laneBits = laneBitsOf(vector);
  return {
    angles,
    coefficients,
    work: {
      place: () => {
        workAddress = take(8 * largest);
      },
    },
    setting: {
      plan,
      // One group at least.
      bits: Math.max(plan.bits, laneBits + 1),
      vector,
      laneBits,
      take,
      store,
      coefficient: (slot) =>
        coefficients +
        SLOT_VECTORS * 16 * Math.floor(slot / vector.lanes) +
        vector.bytes * (slot % vector.lanes),
      work: (count) => {
        largest = Math.max(largest, count);
        return { address: () => workAddress };
      },
    },
  };
}
