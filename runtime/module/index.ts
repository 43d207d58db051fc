/** What modules that `qmm compile --to typescript` writes are made of. */
export { type Angle } from './angle.ts';
export { openCheckpoint, type TrainedNumbers } from './checkpoint.ts';
export { classify, decide, judge, type Classified } from './classify.ts';
export {
  defineCircuit,
  type CircuitDefinition,
  type CircuitTools,
  type DefinedCircuit,
  type InputAngles,
} from './define-circuit.ts';
export { defineFeature } from './feature.ts';
export { fitRun, type FitOptions, type Fitted } from './fit.ts';
export { type Gates, type Observable, type Qubit } from './gates.ts';
export { classInput, missingOf, numbersInput, textInput } from './inputs.ts';
export { averageOf } from './losses.ts';
export { type Outcome } from './outcome.ts';
export * as dataflow from './dataflow.ts';
export { type TrainedSolver } from './solver.ts';
export { numberOf, numbersOf, type Result, type Value } from './value.ts';
