import type { NoiseModel } from '../program/execution.ts';
import type { Pool } from '../threads/pool.ts';
import type { Truncation } from './mps/truncation.ts';

/**
 * A circuit made ready to run on batches: the one thing training, prediction and emitters need of the simulator.
 *
 * A leaf of the circuit is *shared* (one value for the batch) or *sampled* (one per sample). Values go in and
 * gradients come out per leaf, in the order of `Circuit.leaves` within each kind.
 */
export interface Simulator {
  /** Numbers per sample: the sum of the measurements' sizes. */
  readonly outputs: number;
  readonly sharedLeaves: number;
  readonly sampledLeaves: number;
  /**
   * Runs `batch` samples.
   * @param shared values of the shared leaves
   * @param sampled row-major `[batch, sampledLeaves]`
   * @param out row-major `[batch, outputs]`, written
   */
  forward(shared: Float64Array, sampled: Float64Array, batch: number, out: Float64Array): void;
  /**
   * Adjoint differentiation of the samples of the last `forward` with the same values.
   * @param outputGradient row-major `[batch, outputs]`
   * @param sharedGradient `[sharedLeaves]`, overwritten with the sum over the batch
   * @param sampledGradient row-major `[batch, sampledLeaves]`, overwritten
   */
  backward(
    outputGradient: Float64Array,
    batch: number,
    sharedGradient: Float64Array,
    sampledGradient: Float64Array,
  ): void;
  /** What the worst state so far had to leave out; simulators without it leave out nothing. */
  readonly truncation?: () => Truncation;
}

/** What only tells values. */
export type Estimator = Pick<Simulator, 'outputs' | 'sharedLeaves' | 'sampledLeaves' | 'forward'>;

export type KernelChoice = 'generic' | 'generated' | 'background';

export interface SimulatorOptions {
  readonly precision: 'f32' | 'f64';
  /** For each leaf of the circuit: does it have a value per sample? */
  readonly sampled: readonly boolean[];
  /** For each leaf: is its gradient wanted? Those of the others may come out as anything. Default: all. */
  readonly wanted?: readonly boolean[];
  /** Modalities present in these samples; gates with a `when` outside of it are left out. Default: all. */
  readonly present?: (modality: string) => boolean;
  /**
   * Code of the kernels, which makes no difference but to time: for any plan (`generic`), or generated for this one
   * before the first step (`generated`), or in the background while steps run already. Default: `background`.
   */
  readonly kernels?: KernelChoice;
  /** What goes wrong in the circuit; default: nothing. Then states are mixed, and amplitudes cannot be read. */
  readonly noise?: NoiseModel | null;
  /** Threads that share the samples of a batch, which makes no difference but to time. Default: none but this one. */
  readonly pool?: Pool;
  /** Bytes that may be used; what needs more is refused as `too-large`. Default: what WebAssembly can address. */
  readonly memory?: number;
}
