import type { Circuit } from '../../program/circuit.ts';
import { type Truncation, worstTruncation } from '../mps/truncation.ts';
import { orderLeaves } from '../run/leaves.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import type { Cut } from './cut.ts';
import { createProducts } from './products.ts';
import type { Part } from './restrict.ts';

/**
 * Runs the parts of a circuit one after the other and puts their values together.
 * @param make a simulator of one part
 */
export function createCones(
  cut: Cut,
  options: SimulatorOptions,
  make: (circuit: Circuit, options: SimulatorOptions) => Simulator,
): Simulator {
  const { shared, sampled, sharedCount, sampledCount } = orderLeaves(options.sampled);
  const sums = cut.outputs();
  const products = createProducts(sums);
  const outputs = sums.length;
  const parts = cut.parts.map((part) => {
    const simulator = make(part.circuit, optionsOf(part, options));
    const sharedOnes = part.leaves.map((leaf) => shared[leaf]!).filter((place) => place >= 0);
    const sampledOnes = part.leaves.map((leaf) => sampled[leaf]!).filter((place) => place >= 0);
    return { simulator, shared: sharedOnes, sampled: sampledOnes };
  });
  const count = parts.reduce((sum, { simulator }) => sum + simulator.outputs, 0);
  const truncations = (): readonly Truncation[] =>
    parts.flatMap(({ simulator }) => simulator.truncation?.() ?? []);
  /** Of the last forward, `[batch, count]`. */
  let values = new Float64Array(0);
  return {
    outputs,
    sharedLeaves: sharedCount,
    sampledLeaves: sampledCount,
    ...(truncations().length > 0 && {
      truncation: () => truncations().reduce(worstTruncation),
    }),
    forward: (sharedValues, sampledValues, batch, out) => {
      values = new Float64Array(batch * count);
      let start = 0;
      for (const part of parts) {
        const width = part.simulator.outputs;
        const own = new Float64Array(batch * width);
        part.simulator.forward(
          Float64Array.from(part.shared, (leaf) => sharedValues[leaf]!),
          gather(sampledValues, part.sampled, sampledCount, batch),
          batch,
          own,
        );
        for (let b = 0; b < batch; b++) {
          values.set(own.subarray(b * width, (b + 1) * width), b * count + start);
        }
        start += width;
      }
      for (let b = 0; b < batch; b++) products.read(row(values, b, count), row(out, b, outputs));
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      sharedGradient.fill(0);
      sampledGradient.fill(0);
      const weights = new Float64Array(batch * count);
      for (let b = 0; b < batch; b++) {
        const upstream = row(outputGradient, b, outputs);
        products.spread(row(values, b, count), upstream, row(weights, b, count));
      }
      let start = 0;
      for (const part of parts) {
        const width = part.simulator.outputs;
        const own = new Float64Array(batch * width);
        for (let b = 0; b < batch; b++) {
          own.set(row(weights, b, count).subarray(start, start + width), b * width);
        }
        const ofShared = new Float64Array(part.shared.length);
        const ofSampled = new Float64Array(batch * part.sampled.length);
        part.simulator.backward(own, batch, ofShared, ofSampled);
        part.shared.forEach((leaf, i) => (sharedGradient[leaf]! += ofShared[i]!));
        scatter(ofSampled, part.sampled, sampledCount, batch, sampledGradient);
        start += width;
      }
    },
  };
}

function optionsOf({ leaves }: Part, options: SimulatorOptions): SimulatorOptions {
  const { wanted, ...others } = options;
  const sampled = leaves.map((leaf) => options.sampled[leaf]!);
  return wanted === undefined
    ? { ...others, sampled }
    : { ...others, sampled, wanted: leaves.map((leaf) => wanted[leaf]!) };
}

function row(rows: Float64Array, index: number, width: number): Float64Array {
  return rows.subarray(index * width, (index + 1) * width);
}

/** Columns of row-major `[batch, width]`. */
function gather(
  rows: Float64Array,
  columns: readonly number[],
  width: number,
  batch: number,
): Float64Array {
  const own = new Float64Array(batch * columns.length);
  for (let b = 0, to = 0; b < batch; b++) {
    for (const column of columns) own[to++] = rows[b * width + column]!;
  }
  return own;
}

/** Adds to columns of row-major `[batch, width]`. */
function scatter(
  own: Float64Array,
  columns: readonly number[],
  width: number,
  batch: number,
  rows: Float64Array,
): void {
  for (let b = 0, from = 0; b < batch; b++) {
    for (const column of columns) rows[b * width + column]! += own[from++]!;
  }
}
