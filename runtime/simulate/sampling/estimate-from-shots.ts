import type { RandomStream } from '../../data/random.ts';
import type { Circuit } from '../../program/circuit.ts';
import { measurementSize } from '../../program/measurement.ts';
import { inChunks, rowsAtOnce } from '../chunks.ts';
import type { Estimator } from '../simulator.ts';
import { createMultinomial } from './multinomial.ts';
import { outcomesOf } from './outcomes.ts';
import { readCounts } from './read-counts.ts';
import { planSettings } from './settings.ts';

export interface ShotsRequest {
  readonly circuit: Circuit;
  /** Of each setting, at least 1. */
  readonly shots: number;
  /** Makes a circuit ready whose values are then exact, with the same leaves. */
  readonly exact: (circuit: Circuit) => Estimator;
  readonly isNoisy: boolean;
  /** The stream that is drawn from now. */
  readonly random: () => RandomStream;
}

/**
 * What a machine would tell: the measurements are grouped into settings, each is repeated `shots` times, and all
 * values come from the outcomes that were seen. Draws go sample by sample, so that a batch in parts draws the same.
 */
export function estimateFromShots(request: ShotsRequest): Estimator {
  const { circuit, shots, exact, isNoisy, random } = request;
  const plan = planSettings(circuit.measurements, circuit.qubits.length);
  const settings = plan.settings.map((setting) => ({
    outcomes: outcomesOf(circuit, setting, exact, isNoisy),
    draw: createMultinomial(setting.outcome === 'sign' ? 1 : setting.qubits.length, shots),
    probabilities: new Float64Array(0),
  }));
  const outputs = circuit.measurements.reduce((sum, each) => sum + measurementSize(each), 0);
  const widest = Math.max(1, ...settings.map((setting) => setting.outcomes.outputs));
  const most = rowsAtOnce(circuit, isNoisy, widest);
  // A circuit that nothing is asked of has no setting.
  const { sharedLeaves, sampledLeaves } = settings[0]?.outcomes ?? exact(circuit);

  return {
    outputs,
    sharedLeaves,
    sampledLeaves,
    forward: (shared, sampled, batch, out) => {
      inChunks(batch, most, (start, count) => {
        const own = sampled.subarray(start * sampledLeaves, (start + count) * sampledLeaves);
        for (const setting of settings) {
          const length = count * setting.outcomes.outputs;
          if (setting.probabilities.length < length) {
            setting.probabilities = new Float64Array(length);
          }
          setting.outcomes.forward(shared, own, count, setting.probabilities);
        }
        for (let sample = 0; sample < count; sample++) {
          const counts = settings.map(({ draw, probabilities, outcomes }) =>
            draw(probabilities, sample * outcomes.outputs, random()),
          );
          readCounts(plan, counts, shots, out, (start + sample) * outputs);
        }
      });
    },
  };
}
