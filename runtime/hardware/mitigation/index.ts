/** Less of a machine's errors in what it measured. */
export { extrapolate, type Extrapolator, type NoisePoint } from './extrapolate.ts';
export { invertReadout, likeliestDistribution, misread, type Misreading } from './readout.ts';
export { type NoisyCircuit, withoutNoise } from './without-noise.ts';
export { nearestDistribution } from './simplex.ts';
