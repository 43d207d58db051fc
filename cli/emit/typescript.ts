import { basename } from 'node:path';
import { emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { type Emit, programStats } from './emission.ts';

/** A module with typed inputs that predicts, and its source map beside it. */
export const emitTypescriptModule: Emit = async ({ run, sources, stem, out }) => {
  const file = out?.endsWith('.ts') === true ? basename(out) : `${stem}.ts`;
  const { code, map } = await emitTypescript(run, { sources, file });
  const stats = programStats(run.program);
  return [
    { part: '', extension: '.ts', text: code, stats, beside: [{ suffix: '.map', text: map }] },
  ];
};
