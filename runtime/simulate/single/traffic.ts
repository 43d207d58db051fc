import type { Plan } from '../plan/plan.ts';
import type { Precision } from '../wasm/vector.ts';
import { chunksFor } from './chunks.ts';
import { readingsOf } from './readings.ts';
import { schedule } from './schedule.ts';
import { stagesOf } from './stages.ts';

/** Bytes of the state that a forward run of one sample reads and writes, chunk by chunk; the start is only written. */
export function bytesMoved(plan: Plan, precision: Precision): number {
  const blocks = schedule(
    plan.bits,
    stagesOf(plan),
    readingsOf(plan),
    chunksFor(plan.bits, precision),
  );
  const amplitude = precision === 'f32' ? 8 : 16;
  return (2 * blocks.length - 1) * amplitude * 2 ** plan.bits;
}
