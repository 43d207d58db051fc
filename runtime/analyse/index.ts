/** What a model is worth before and after training: can it be trained, what can it express, what do its parts share. */
export { analyse } from './analyse.ts';
export { analyseNoise } from './analyse-noise.ts';
export type { Analysis, Figure, FigureName } from './figure.ts';
export { openStart, openTrained } from './open.ts';
export { writeAnalysis } from './store.ts';
