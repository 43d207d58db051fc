import type { Plan } from './plan/plan.ts';
import type { ShareLimits } from './run/chunks.ts';
import type { KeepLimits } from './run/programs.ts';
import { createTiled } from './run/tiled.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';
import { createSingle } from './single/single.ts';
import { type Precision, vectorOf } from './wasm/vector.ts';

/** A sample in each lane, or one sample at a time with its amplitudes in the lanes. */
export type EngineChoice = 'tiled' | 'single';

/**
 * What one sample at a time takes, in amplitudes of a lane of a tile: each of its own, for turns between lanes and
 * phases that are multiplied from two tables, and beside them, for angles and tables of its own. Measured.
 */
const SINGLE_AMPLITUDE = 1.6;
const SINGLE_OVERHEAD = 1000;
/** From here on a tile's states leave the caches, and go through the memory pass by pass. */
const LARGE_STATE = 18;

/**
 * Which engine is faster for a batch. A tile costs the same however few samples it has, so that the time of tiles goes
 * with their number times their lanes, and that of single states with the number of samples.
 */
export function engineFor(
  { bits }: Pick<Plan, 'bits'>,
  batch: number,
  precision: Precision,
): EngineChoice {
  if (bits >= LARGE_STATE) return 'single';
  const { lanes } = vectorOf(precision);
  const tiled = Math.ceil(batch / lanes) * lanes * 2 ** bits;
  const single = batch * (SINGLE_AMPLITUDE * 2 ** bits + SINGLE_OVERHEAD);
  return single < tiled ? 'single' : 'tiled';
}

/**
 * A simulator that runs each batch on the engine that is faster for it; either is made when it is needed first.
 * @param joined the plan without subsystems
 */
export function createAdaptive(
  plan: Plan,
  joined: () => Plan,
  options: SimulatorOptions,
  {
    available,
    limits,
  }: { readonly available: number; readonly limits: KeepLimits & Partial<ShareLimits> },
): Simulator {
  const { precision, sampled } = options;
  const engines = {
    tiled: once(() => createTiled(plan, options, { available, limits })),
    single: once(() => createSingle(joined(), precision, { sampled, available })),
  };
  const of = (batch: number): Simulator => engines[engineFor(plan, batch, precision)]();
  return {
    outputs: plan.outputs.length,
    sharedLeaves: sampled.filter((own) => !own).length,
    sampledLeaves: sampled.filter((own) => own).length,
    forward: (shared, own, batch, out) => {
      of(batch).forward(shared, own, batch, out);
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      of(batch).backward(outputGradient, batch, sharedGradient, sampledGradient);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
