import { basename } from 'node:path';
import { companionJavascript, emitJavascript } from '../compiler/emit/typescript/index.ts';
import type { ModelFile } from './model-file.ts';
import { readModelFile } from './model-file.ts';
import type { ModuleId } from './module-id.ts';

/** A module for a bundler or for Node. */
export interface ModuleCode {
  readonly code: string;
  /** JSON of a source map; null where there is nothing of the model in the code. */
  readonly map: string | null;
  /** What it was made of, to be watched. */
  readonly files: readonly string[];
}

/**
 * The JavaScript of a part of a .qmm file.
 * @throws ModelFileError where the file has errors, or no such model
 */
export function moduleCode(id: ModuleId, runtime = 'qmm'): ModuleCode {
  const file = readModelFile(id.path);
  const { files, sources } = file;
  const name = basename(id.path);
  if (id.part === 'index') {
    const lines = file.models.map(
      (model) => `export * as ${model.name} from './${name}?model=${model.name}';\n`,
    );
    return { code: lines.join(''), map: null, files };
  }
  const run = runNamed(file, id);
  if (id.part === 'run') return { code: companionJavascript(run), map: null, files };
  const companion = `./${name}?run=${id.name}`;
  const { code, map } = emitJavascript(run, { sources, file: name, companion, runtime });
  return { code, map, files };
}

function runNamed(
  { models }: ModelFile,
  { path, name }: ModuleId,
): ModelFile['models'][number]['run'] {
  const found = models.find((model) => model.name === name);
  if (found) return found.run;
  const known = models.map((model) => model.name).join(', ') || 'none';
  throw new Error(`${path} has no model \`${name}\`; it has: ${known}.`);
}
