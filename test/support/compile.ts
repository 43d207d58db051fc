import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  readLibrary,
  type Compilation,
  type CompileRequest,
} from '../../compiler/index.ts';
import type { Program } from '../../runtime/program/index.ts';
import { sourceHost } from '../../cli/host.ts';

/** Read once for all texts. */
export const library = readLibrary((path) => sourceHost().read(path));

/** Compiles a text as if it were the file `main.qmm`, with the standard library beside it. */
export function compileText(
  text: string,
  others: Readonly<Record<string, string>> = {},
  options: Pick<CompileRequest, 'fixes' | 'set' | 'onMachine'> = {},
): Compilation {
  const host = sourceHost();
  const read = (path: string): string | undefined =>
    path === 'main.qmm'
      ? text
      : (others[path] ?? (path.startsWith('library:') ? host.read(path) : undefined));
  return compile({ entry: 'main.qmm', host: { read }, library, ...options });
}

/** Compiles a file of the disk. */
export function compileFile(path: string): Compilation {
  return compile({ entry: path, host: sourceHost(), library });
}

/** The Program of the first run of a text that must be right. */
export function programOf(text: string): Program {
  const { runs, diagnostics } = compileText(text);
  const [run] = runs;
  if (run === undefined)
    throw new Error(diagnostics.map((one) => `${one.code}: ${one.message}`).join('\n'));
  return run.program;
}

/** The line, counted from 1, that an offset of a text stands in. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function readTextFile(...parts: readonly string[]): string {
  return readFileSync(join(...parts), 'utf8');
}
