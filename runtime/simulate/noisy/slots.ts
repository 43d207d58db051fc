import type { NoisyPlan, StartBlock } from './plan.ts';
import { storedCells, varies, varyingCells } from './pattern.ts';

/** Vectors that follow from angles or amplitudes, for a map or for a block of the start. */
export interface Slot {
  readonly values: number;
  /** How many derivatives are asked for. */
  readonly gradients: number;
  /** Values per sample lie in the lane block of a tile, others once for all. */
  readonly sampled: boolean;
}

/** Of the maps; those that only the start uses take no room here. */
export function mapSlots({ maps, start }: NoisyPlan): readonly Slot[] {
  const starting = new Set(start.map((block) => (block.kind === 'qubit' ? block.map : null)));
  return maps.map(({ pattern, sampled }, map) => {
    const inPass = !starting.has(map);
    return {
      values: inPass ? storedCells(pattern).length : 0,
      gradients: inPass ? varyingCells(pattern).length : 0,
      sampled,
    };
  });
}

export function startSlots(plan: NoisyPlan): readonly Slot[] {
  return plan.start.map((block) => {
    const count = startCount(block);
    const sampled = block.kind === 'qubit' ? plan.maps[block.map]!.sampled : block.sampled;
    return { values: count, gradients: startVaries(plan) ? count : 0, sampled };
  });
}

/** Values of a block of the start. */
export function startCount(block: StartBlock): number {
  return block.kind === 'qubit' ? 4 : 4 ** block.qubits;
}

/** Has the start anything whose gradient is wanted? */
export function startVaries({ start, maps, wanted }: NoisyPlan): boolean {
  return start.some((block) =>
    block.kind === 'qubit'
      ? maps[block.map]!.pattern.includes('~')
      : block.entries.some((entry) => varies(entry, wanted)),
  );
}
