/**
 * What `import … from 'qmm'` gives: the runtime of compiled models, for emitted TypeScript modules and for programs
 * that use a trained run. Runs in Node and in browsers.
 */
export type {
  Circuit,
  Gate,
  Input,
  Node,
  Objective,
  Operation,
  Output,
  Parameter,
  Program,
  Run,
} from './runtime/program/index.ts';
export { UserProblem } from './runtime/program/index.ts';
export type { Checkpoint, LoadedRun } from './runtime/checkpoint/index.ts';
export { loadRun } from './runtime/checkpoint/index.ts';
export type { Host } from './runtime/host.ts';
export { createCircuit, operate, tensor } from './runtime/predict/operate.ts';
export type { CircuitRunner, Tensor } from './runtime/predict/operate.ts';
export * as operations from './runtime/predict/operations.ts';
export { createPredictor } from './runtime/predict/predictor.ts';
export type {
  Predictor,
  PredictorOptions,
  SampleInput,
  SamplePrediction,
} from './runtime/predict/predictor.ts';
export { evaluateRun, predictRun } from './runtime/predict/index.ts';
export type {
  EvaluateRequest,
  EvaluateResult,
  Prediction,
  PredictRequest,
} from './runtime/predict/index.ts';
export { train } from './runtime/train/index.ts';
export type { Progress, Scores, TrainRequest, TrainResult } from './runtime/train/index.ts';
export { pageThreads } from './runtime/threads/page.ts';
export type { Pool } from './runtime/threads/pool.ts';
export { version } from './runtime/version.ts';
export {
  averageOf,
  classInput,
  classify,
  dataflow,
  decide,
  defineCircuit,
  defineFeature,
  fitRun,
  judge,
  missingOf,
  numberOf,
  numbersInput,
  numbersOf,
  openCheckpoint,
  textInput,
} from './runtime/module/index.ts';
export type {
  Angle,
  CircuitDefinition,
  CircuitTools,
  Classified,
  DefinedCircuit,
  FitOptions,
  Fitted,
  Gates,
  InputAngles,
  Observable,
  Qubit,
  Result,
  TrainedNumbers,
  TrainedSolver,
  Value,
} from './runtime/module/index.ts';
