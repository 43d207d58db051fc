import { basename } from 'node:path';
import { emitDeclarations, exportedModels } from '../../compiler/emit/typescript/index.ts';
import { type Emit, programStats } from './emission.ts';

/** What importing the file gives, for editors: `av-digits.d.qmm.ts` beside `av-digits.qmm`. */
export const emitModelDeclarations: Emit = async ({ file, run, runs, sources }) => {
  const options = { sources, file: basename(file) };
  const text = await emitDeclarations(exportedModels(runs), options);
  return [{ part: '', extension: '.d.qmm.ts', text, stats: programStats(run.program) }];
};
