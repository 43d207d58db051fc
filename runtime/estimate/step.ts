import { randomStream } from '../data/random.ts';
import type { Host } from '../host.ts';
import type { Circuit, Execution, GradientMethod } from '../program/index.ts';
import { chainsOf, executeCircuit, largestState } from '../simulate/index.ts';

/** Beyond this a step takes seconds, too long for a question. */
const mostQubits = 18;
const mostNoisyQubits = 8;
/** Timed on so many samples at most; larger batches take proportionally longer. */
const mostSamples = 32;
const repetitions = 3;
/** Seconds after which a step is not timed again. */
const patience = 1;

/** One step of a circuit. */
export interface StepOptions {
  readonly batch: number;
  readonly precision: 'f32' | 'f64';
  readonly sampled: readonly boolean[];
  readonly wanted: readonly boolean[];
  readonly execution: Execution;
  readonly gradient: GradientMethod;
  readonly differentiate: boolean;
}

/**
 * Seconds of one forward, and backward if it is asked for, of a batch: measured, or told from sizes where it needs
 * matrix product states; null where measuring would take too long.
 */
export function stepSeconds(circuit: Circuit, options: StepOptions, host: Host): number | null {
  if (options.execution.noise !== null) {
    if (circuit.qubits.length > mostNoisyQubits) return null;
  } else {
    const chains = chainsOf(circuit);
    if (chains.length > 0) {
      const which = options.differentiate ? 'both' : 'forward';
      return options.batch * chains.reduce((sum, { seconds }) => sum + seconds[which], 0);
    }
    if (largestState(circuit) > mostQubits) return null;
  }
  const batch = Math.min(options.batch, mostSamples);
  const random = randomStream(0, 'estimate');
  const simulator = executeCircuit(circuit, { ...options, random: () => random });
  const shared = new Float64Array(simulator.sharedLeaves).fill(0.5);
  const sampled = new Float64Array(batch * simulator.sampledLeaves).fill(0.5);
  const out = new Float64Array(batch * simulator.outputs);
  const gradient = new Float64Array(out.length).fill(1);
  const sharedGradient = new Float64Array(shared.length);
  const sampledGradient = new Float64Array(sampled.length);
  let best = Infinity;
  // The first pass also compiles; the shortest is the one that was least disturbed.
  for (let turn = 0; turn <= repetitions; turn++) {
    const started = host.now();
    simulator.forward(shared, sampled, batch, out);
    if (options.differentiate) simulator.backward(gradient, batch, sharedGradient, sampledGradient);
    best = Math.min(best, (host.now() - started) / 1000);
    if (best > patience) break;
  }
  return (best * options.batch) / batch;
}
