import type { Run } from '../../../runtime/program/index.ts';
import { companionModule } from './companion.ts';
import type { ExportedModel } from './exported-models.ts';
import { writeModule } from './module.ts';
import type { TypescriptOptions } from './options.ts';
import { javascriptLines, printJavascript } from './print-javascript.ts';
import { printDeclarations } from './print-declarations.ts';
import { printTypescript, typescriptLines } from './print-typescript.ts';
import { sourceMap } from './source-map.ts';

export interface EmittedModule {
  readonly code: string;
  /** JSON of a version 3 source map, with the texts of the model inside. */
  readonly map: string;
}

export interface TypescriptModule extends EmittedModule {
  /** What `fit` imports: the Program and its settings as a module of its own. */
  readonly companion: string;
}

/**
 * A model as an ECMAScript module in TypeScript that needs the package `qmm` alone: typed inputs and outputs, `load`
 * for the checkpoint of a run, `predict` and `loss`, which do one step of the dataflow a line, `fit`, and `circuit`.
 */
export async function emitTypescript(
  run: Run,
  options: TypescriptOptions,
): Promise<TypescriptModule> {
  const runtime = options.runtime ?? 'qmm';
  const { text, place } = writeModule(run, options);
  const printed = await printTypescript(text, runtime);
  const code = `${printed.trimEnd()}\n//# sourceMappingURL=${options.file}.map\n`;
  const map = sourceMap(code, typescriptLines(text), run.program, { ...options, place });
  return { code, map, companion: companionModule(run, runtime) };
}

/** The same as JavaScript, for who imports a model as it is. The map is not named in the code. */
export function emitJavascript(run: Run, options: TypescriptOptions): EmittedModule {
  const { text, place } = writeModule(run, options);
  const code = printJavascript(text, options.runtime ?? 'qmm');
  const map = sourceMap(code, javascriptLines(text), run.program, { ...options, place });
  return { code, map };
}

/** What a .qmm file exports to who imports it: a namespace for each of its models. */
export async function emitDeclarations(
  models: readonly ExportedModel[],
  options: TypescriptOptions,
): Promise<string> {
  const modules = models.map(({ name, run }) => {
    const { text, about } = writeModule(run, { ...options, prefix: '' });
    return { name, about, text };
  });
  return printDeclarations(modules, { file: options.file, runtime: options.runtime ?? 'qmm' });
}
