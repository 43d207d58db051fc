/** Less of a machine's errors in what it measured. */
export { extrapolate, type Extrapolator, type NoisePoint } from './extrapolate.ts';
export { invertReadout, likeliestDistribution, misread, type Misreading } from './readout.ts';
export { nearestDistribution } from './simplex.ts';
