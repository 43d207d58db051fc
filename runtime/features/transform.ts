/** The feature of one sample, in an array of its own. */
export type FeatureTransform = (input: Float64Array | Float32Array) => Float64Array;
