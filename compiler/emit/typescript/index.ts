export { companionJavascript } from './companion.ts';
export { exportedModels, type ExportedModel } from './exported-models.ts';
export { emitDeclarations, emitJavascript, emitTypescript } from './emit.ts';
