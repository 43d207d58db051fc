import type { NoiseModel } from '../../program/index.ts';

/** After every gate its qubits are replaced by noise with this probability. */
export function depolarizing(probability: number): NoiseModel {
  return {
    gates: [{ after: 'every', on: null, channel: { kind: 'depolarize', probability } }],
    readout: [],
  };
}

/**
 * The noise of a circuit whose gates are folded, `G` made `G G^-1 G` and so on: depolarising comes through a gate
 * unchanged, so that `factor` of them in a row are one of probability `1 - (1 - p)^factor`.
 */
export function foldedDepolarizing(probability: number, factor: number): NoiseModel {
  return depolarizing(1 - (1 - probability) ** factor);
}

/** Every bit is read wrongly with this probability. */
export function misreading(probability: number): NoiseModel {
  return {
    gates: [],
    readout: [{ on: null, zeroAsOne: probability, oneAsZero: probability }],
  };
}
