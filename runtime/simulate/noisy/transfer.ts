import type { LeafOrder } from '../run/leaves.ts';
import type { NoisyEngine, NoisyReservation } from './engine.ts';
import type { Entry, LeafValues } from './entries.ts';
import type { Place } from './layout.ts';

/** Numbers of a batch into the engine's memory and out of it. */
export interface Transfer {
  writeInputs(shared: Float64Array, sampled: Float64Array, at: NoisyReservation): void;
  readOutputs(at: NoisyReservation, out: Float64Array): void;
  /** Also clears what gradients are added to. */
  writeWeights(outputGradient: Float64Array, at: NoisyReservation): void;
  readGradients(
    at: NoisyReservation,
    sharedGradient: Float64Array,
    sampledGradient: Float64Array,
  ): void;
}

export function createTransfer(
  { plan, layout, vector, numbers }: NoisyEngine,
  entries: readonly Entry[],
  leaves: LeafOrder,
): Transfer {
  const { lanes, bytes } = vector;
  const { readouts } = plan;
  const blocks = 2 ** plan.bits;
  const shared = entries.filter(({ sampled }) => !sampled);
  const own = entries.filter(({ sampled }) => sampled);
  const values = new Float64Array(readouts.words.length);
  // A table's last word may have a factor of its own.
  const factors = readFactors();
  let last: LeafValues = { shared: values, sampled: values, offset: 0 };

  /** Index of the first number of a place, for the lane of a sample. */
  const indexOf = ({ offset, base }: Place, at: NoisyReservation, sample: number): number => {
    const tile = Math.floor(sample / lanes);
    const start = base === 'lane' ? at.lanes + tile * layout.lane.size : 0;
    return (start + offset) / bytes + (sample % lanes);
  };
  const inLane = (offset: number): Place => ({ offset, base: 'lane' });

  function readFactors(): Float64Array {
    const { last: table } = plan;
    const size = 4 ** plan.qubits;
    return Float64Array.from({ length: readouts.words.length * blocks }, (_, i) => {
      const word = readouts.words[Math.floor(i / blocks)]!;
      return table === null ? 1 : table.coefficients[(i % blocks) * size + word]!;
    });
  }

  return {
    writeInputs: (sharedValues, sampledValues, at) => {
      const memory = numbers();
      last = { shared: sharedValues, sampled: sampledValues, offset: 0 };
      for (const entry of shared) {
        entry.evaluate(last);
        const first = indexOf(entry.place.values, at, 0);
        for (let i = 0; i < entry.values.length; i++) {
          memory.fill(entry.values[i]!, first + i * lanes, first + (i + 1) * lanes);
        }
      }
      if (own.length === 0) return;
      for (let sample = 0; sample < at.tiles * lanes; sample++) {
        // Lanes beyond the batch hold what is in its last sample.
        const offset = Math.min(sample, at.batch - 1) * leaves.sampledCount;
        const from = { shared: sharedValues, sampled: sampledValues, offset };
        for (const entry of own) {
          entry.evaluate(from);
          const first = indexOf(entry.place.values, at, sample);
          for (let i = 0; i < entry.values.length; i++)
            memory[first + i * lanes] = entry.values[i]!;
        }
      }
    },
    readOutputs: (at, out) => {
      const memory = numbers();
      for (let sample = 0; sample < at.batch; sample++) {
        const first = indexOf(inLane(layout.lane.values), at, sample);
        for (let word = 0; word < values.length; word++) {
          let sum = 0;
          for (let block = 0; block < blocks; block++) {
            const i = word * blocks + block;
            sum += factors[i]! * memory[first + i * lanes]!;
          }
          values[word] = sum;
        }
        readouts.read(values, out, sample * readouts.outputs);
      }
    },
    writeWeights: (outputGradient, at) => {
      const memory = numbers();
      const clear = (start: number, end: number): void => {
        memory.fill(0, start / bytes, end / bytes);
      };
      clear(layout.sharedGradients.start, layout.sharedGradients.end);
      for (let tile = 0; tile < at.tiles; tile++) {
        const start = at.lanes + tile * layout.lane.size;
        clear(start + layout.lane.gradients.start, start + layout.lane.gradients.end);
      }
      if (layout.lane.weights === layout.lane.size) return; // No gradient is wanted.
      for (let sample = 0; sample < at.tiles * lanes; sample++) {
        values.fill(0);
        if (sample < at.batch) readouts.spread(outputGradient, sample * readouts.outputs, values);
        const first = indexOf(inLane(layout.lane.weights), at, sample);
        for (let i = 0; i < factors.length; i++) {
          memory[first + i * lanes] = factors[i]! * values[Math.floor(i / blocks)]!;
        }
      }
    },
    readGradients: (at, sharedGradient, sampledGradient) => {
      const memory = numbers();
      sharedGradient.fill(0);
      sampledGradient.fill(0);
      const into = { shared: sharedGradient, sampled: sampledGradient };
      for (const entry of shared) {
        const first = indexOf(entry.place.gradients, at, 0);
        for (let i = 0; i < entry.gradients.length; i++) {
          let sum = 0;
          for (let lane = 0; lane < lanes; lane++) sum += memory[first + i * lanes + lane]!;
          entry.gradients[i] = sum;
        }
        entry.spread({ ...into, offset: 0 });
      }
      for (const entry of own) {
        if (entry.gradients.length === 0) continue;
        for (let sample = 0; sample < at.batch; sample++) {
          const offset = sample * leaves.sampledCount;
          entry.evaluate({ ...last, offset });
          const first = indexOf(entry.place.gradients, at, sample);
          for (let i = 0; i < entry.gradients.length; i++) {
            entry.gradients[i] = memory[first + i * lanes]!;
          }
          entry.spread({ ...into, offset });
        }
      }
    },
  };
}
