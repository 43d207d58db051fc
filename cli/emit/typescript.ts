import { basename } from 'node:path';
import { emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { type Emit, programStats } from './emission.ts';

/** A module with typed inputs that predicts and trains; beside it, its source map and what it trains. */
export const emitTypescriptModule: Emit = async ({ run, sources, stem, out }) => {
  const file = out?.endsWith('.ts') === true ? basename(out) : `${stem}.ts`;
  const { code, map, companion } = await emitTypescript(run, { sources, file });
  const stats = programStats(run.program);
  const beside = [
    { suffix: '.map', text: map },
    { replace: '.ts', suffix: '.run.ts', text: companion },
  ];
  return [{ part: '', extension: '.ts', text: code, stats, beside }];
};
