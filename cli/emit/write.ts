import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Paint } from '../../compiler/diagnostics/render/paint.ts';
import type { Outcome } from '../command.ts';
import { UsageError } from '../exit.ts';
import { nodeHost } from '../host.ts';
import { drawTable } from '../table.ts';
import type { Emitted } from './emission.ts';

/** What one model of a file became. */
export interface Compiled {
  readonly file: string;
  /** File name without folder and extension. */
  readonly stem: string;
  readonly emitted: readonly Emitted[];
  readonly seconds: number;
}

interface Output extends Emitted {
  readonly file: string;
  readonly stem: string;
  readonly seconds: number;
}

/** Writes texts to `--out`; a single one without it is the answer itself, or the figures of all where these are asked. */
export function writeCompiled(
  compiled: readonly Compiled[],
  { out, stats: asked }: { readonly out: string | undefined; readonly stats: 'json' | undefined },
  paint: Paint,
): Outcome {
  const outputs = compiled.flatMap(outputsOf);
  if (out === undefined && asked === 'json') {
    const figures = outputs.map(({ file, part, stats, seconds }) => ({
      file,
      ...(part !== '' && { part }),
      stats: { ...stats, seconds },
    }));
    return { fields: { outputs: figures }, text: `${JSON.stringify(figures, null, 2)}\n` };
  }
  const [only] = outputs;
  if (out === undefined && only && outputs.length === 1) {
    const { file, text, stats, seconds } = only;
    return { fields: { outputs: [{ file, text, stats: { ...stats, seconds } }] }, text };
  }
  if (out === undefined) {
    throw new UsageError(
      `This gives ${outputs.length} texts.`,
      'Say which folder they go to: `--out FOLDER`.',
    );
  }
  refuseOverlap(outputs);
  const written = outputs.map((output) => {
    const path = pathOf(output, out, outputs.length);
    nodeHost().write(path, output.text);
    for (const { suffix, replace = '', text } of output.beside ?? []) {
      const stem = path.endsWith(replace) ? path.slice(0, path.length - replace.length) : path;
      nodeHost().write(stem + suffix, text);
    }
    return { file: output.file, out: path, stats: { ...output.stats, seconds: output.seconds } };
  });
  const text =
    asked === 'json' ? `${JSON.stringify(written, null, 2)}\n` : describe(written, paint);
  return { fields: { outputs: written }, text };
}

function outputsOf({ file, stem, emitted, seconds }: Compiled): Output[] {
  return emitted.map((one) => ({
    ...one,
    file,
    stem: one.part === '' ? stem : `${stem}-${one.part}`,
    seconds,
  }));
}

/** Files of one name in two folders may not overwrite each other. */
function refuseOverlap(outputs: readonly Output[]): void {
  const taken = new Map<string, string>();
  for (const { file, stem, extension } of outputs) {
    const name = stem + extension;
    const other = taken.get(name);
    if (other !== undefined) {
      throw new UsageError(
        `\`${other}\` and \`${file}\` would both become \`${name}\`.`,
        'Compile them one by one.',
      );
    }
    taken.set(name, file);
  }
}

function pathOf({ stem, extension }: Output, out: string, count: number): string {
  const isFolder = statSync(out, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const single = count === 1 && !isFolder && !/[/\\]$/.test(out);
  return single ? out : join(out, `${stem}${extension}`);
}

function describe(
  written: readonly { file: string; out: string; stats: Emitted['stats'] }[],
  paint: Paint,
): string {
  const rows = written.map(({ file, out, stats }) => [
    file,
    out,
    String(stats.qubits),
    String(stats.parameters),
    String(Object.values(stats.gates).reduce((sum, count) => sum + count, 0)),
    String(stats.twoQubit),
    String(stats.depth),
  ]);
  return drawTable(['file', 'out', 'qubits', 'open', 'gates', 'on two', 'depth'], rows, paint);
}
