import { emitProgram } from '../../compiler/emit/program/emit.ts';
import { type Emit, programStats } from './emission.ts';

/** The Program itself, which the runtime reads. */
export const emitProgramJson: Emit = ({ run }) =>
  Promise.resolve([
    {
      part: '',
      extension: '.json',
      text: emitProgram(run.program),
      stats: programStats(run.program),
    },
  ]);
