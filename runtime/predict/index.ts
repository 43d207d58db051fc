/** What one does with a trained run: score it, predict with it, bind its circuits. */
export { evaluateRun } from './evaluate.ts';
export type { EvaluateRequest, EvaluateResult } from './evaluate.ts';
export { leafValues } from './leaf-values.ts';
export type { LeafValues } from './leaf-values.ts';
export { requireMeasurable } from './measured.ts';
export type { MeasuredValues } from './measured.ts';
export { predictRun } from './predict.ts';
export type { PredictRequest } from './predict.ts';
export type { Prediction } from './prediction.ts';
