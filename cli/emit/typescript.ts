import { basename, dirname, relative } from 'node:path';
import { emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { type Emit, programStats } from './emission.ts';

/** A module with typed inputs that predicts and trains; beside it, its source map and what it trains. */
export const emitTypescriptModule: Emit = async ({ run, sources, stem, out }) => {
  const file = out?.endsWith('.ts') === true ? basename(out) : `${stem}.ts`;
  // Debuggers look for a source from where its map is.
  const folder = out?.endsWith('.ts') === true ? dirname(out) : (out ?? '.');
  const sourcePath = (path: string): string => relative(folder, path).replaceAll('\\', '/');
  const options = { sources, file, sourcePath };
  const { code, map, companion } = await emitTypescript(run, options);
  const stats = programStats(run.program);
  const beside = [
    { suffix: '.map', text: map },
    { replace: '.ts', suffix: '.run.ts', text: companion },
  ];
  return [{ part: '', extension: '.ts', text: code, stats, beside }];
};
