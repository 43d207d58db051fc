export { emitJavascript, emitTypescript } from './emit.ts';
