import { emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { type Emit, programStats } from './emission.ts';
