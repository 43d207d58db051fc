export { companionJavascript } from './companion.ts';
export { emitDeclarations, emitJavascript, emitTypescript } from './emit.ts';
