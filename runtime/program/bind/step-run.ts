/** Writes what a step gives for these variables into them, from `at`. */
export type StepRun = (variables: Float64Array, at: number) => void;
