import { renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readText } from '../cli/host.ts';
import { emitDeclarations } from '../compiler/emit/typescript/index.ts';
import { readModelFile } from './model-file.ts';

/** Where TypeScript looks for what `import … from './av-digits.qmm'` gives: `av-digits.d.qmm.ts`. */
export function declarationPath(path: string): string {
  return path.replace(/\.qmm$/, '.d.qmm.ts');
}

/**
 * Writes the declaration file beside a .qmm file, unless it stands there already.
 * @throws ModelFileError where the file has errors
 */
export async function writeDeclarations(path: string): Promise<void> {
  const { models, sources } = readModelFile(path);
  const text = await emitDeclarations(models, { sources, file: basename(path) });
  const target = declarationPath(path);
  if (readText(target) === text) return;
  const beside = `${target}.${process.pid}.part`;
  writeFileSync(beside, text);
  renameSync(beside, target);
}
