export { emitTypescript } from './emit.ts';
