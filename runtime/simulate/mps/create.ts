import type { Circuit } from '../../program/circuit.ts';
import { measurementSize } from '../../program/measurement.ts';
import type { Form } from '../plan/form.ts';
import { orderLeaves } from '../run/leaves.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { differentiate } from './differentiate.ts';
import { evolve } from './evolve.ts';
import { createOverlap } from './overlap.ts';
import { planChain } from './plan.ts';
import { readValues } from './read.ts';
import type { Cutoff } from './svd.ts';
import { countLosses, type Truncation, worstTruncation } from './truncation.ts';

/**
 * Values of a bond that are kept, and the weight up to which singular values are left out before that: amplitudes
 * have errors of 1e-10 then, as rounding makes them.
 */
export const CUTOFF: Cutoff = { rank: 64, weight: 1e-20 };

/**
 * A simulator of circuits that are too wide for a state of amplitudes: a matrix product state for each sample, in
 * float64. Exact as long as bonds stay within the cutoff, and fast for circuits that entangle little across each
 * place of the chain; `truncation` tells what was lost.
 * @param circuit of unitary gates and `prepare`, all of which act; without a measurement of `amplitudes`
 */
export function createChainSimulator(
  circuit: Circuit,
  options: Pick<SimulatorOptions, 'sampled' | 'wanted'>,
  cutoff: Cutoff = CUTOFF,
): Simulator {
  const plan = planChain(circuit);
  const leaves = orderLeaves(options.sampled);
  const outputs = circuit.measurements.reduce((sum, each) => sum + measurementSize(each), 0);
  const isWanted = (leaf: number): boolean => options.wanted?.[leaf] ?? true;
  const wanted = plan.steps.map(({ angles }) =>
    angles.some(({ terms }) => terms.some(({ leaf }) => isWanted(leaf))),
  );
  const varies = options.sampled.some(Boolean);
  let values: { shared: Float64Array; sampled: Float64Array } | undefined;
  let worst: Truncation = { bond: cutoff.rank, reached: 1, loss: 0, bound: 0 };
  const anglesOf = (sample: number): ((step: number) => readonly number[]) => {
    const { shared, sampled } = values!;
    const valueOf = (leaf: number): number => {
      const place = leaves.shared[leaf]!;
      return place >= 0
        ? shared[place]!
        : sampled[sample * leaves.sampledCount + leaves.sampled[leaf]!]!;
    };
    return (step) => plan.steps[step]!.angles.map((form) => evaluate(form, valueOf));
  };
  return {
    outputs,
    sharedLeaves: leaves.sharedCount,
    sampledLeaves: leaves.sampledCount,
    truncation: () => worst,
    forward: (shared, sampled, batch, out) => {
      values = { shared: shared.slice(), sampled: sampled.slice() };
      for (let sample = 0; sample < batch; sample++) {
        const start = sample * outputs;
        if (sample > 0 && !varies) {
          out.copyWithin(start, 0, outputs);
          continue;
        }
        const losses = countLosses();
        const { sites } = evolve(plan, anglesOf(sample), cutoff, losses.note);
        worst = worstTruncation(worst, { bond: cutoff.rank, ...losses.total() });
        const state = createOverlap(sites, sites);
        let place = start;
        for (const reading of plan.readings) {
          const read = readValues(reading, state);
          out.set(read, place);
          place += read.length;
        }
      }
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      sharedGradient.fill(0);
      sampledGradient.fill(0);
      for (let sample = 0; sample < batch; sample++) {
        const weights = outputGradient.subarray(sample * outputs, (sample + 1) * outputs);
        const limits = { cutoff, note: () => undefined, wanted: (step: number) => wanted[step]! };
        differentiate(plan, anglesOf(sample), weights, limits, (step, gradients) => {
          plan.steps[step]!.angles.forEach(({ terms }, angle) => {
            for (const { leaf, coefficient } of terms) {
              const gradient = coefficient * gradients[angle]!;
              const place = leaves.shared[leaf]!;
              if (place >= 0) sharedGradient[place]! += gradient;
              else {
                sampledGradient[sample * leaves.sampledCount + leaves.sampled[leaf]!]! += gradient;
              }
            }
          });
        });
      }
    },
  };
}

function evaluate({ constant, terms }: Form, valueOf: (leaf: number) => number): number {
  return terms.reduce((sum, { leaf, coefficient }) => sum + coefficient * valueOf(leaf), constant);
}
