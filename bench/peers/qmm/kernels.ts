import type { Pool } from '../../../runtime/threads/pool.ts';
import { simulatorParts } from '../../simulator-parts.ts';
import type { Task } from '../protocol.ts';
import { circuitOf } from './circuit.ts';

/** @returns the kernels of a step alone: nothing is brought to them, and nothing fetched */
export function kernelsOf({ circuit, shared, sampled }: Task, pool: Pool): () => void {
  const workload = circuitOf(circuit, shared.length, sampled[0]?.length ?? 0);
  const { parts } = simulatorParts(workload.circuit, {
    precision: 'f32',
    sampled: workload.sampled,
    wanted: workload.sampled.map((isSampled) => !isSampled),
    batch: sampled.length,
    pool,
  });
  // Angles and seeds once, as every step would have them.
  parts.forEach(({ run }) => {
    run();
  });
  const kernels = parts.filter(({ name }) => name.startsWith('kernels'));
  return () => {
    for (const { run } of kernels) run();
  };
}
