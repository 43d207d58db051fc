import type { Program } from '../../../runtime/program/index.ts';
import type { Line } from '../lines.ts';

/**
 * A source map (version 3) from the lines of a module to the ranges of the model they come from; texts are inside.
 *
 * @param lines of the code, each with its origin; lines of `code` that are not among them map to nothing
 */
export async function sourceMap(
  code: string,
  lines: readonly Line[],
  program: Program,
  { sources, file }: { readonly sources: ReadonlyMap<string, string>; readonly file: string },
): Promise<string> {
  const { SourceMapGenerator } = await import('source-map');
  const generator = new SourceMapGenerator({ file });
  const starts = new Map(
    [...sources]
      .filter(([path]) => program.sources.includes(path))
      .map(([path, text]) => [path, lineStarts(text)]),
  );
  for (const path of starts.keys()) generator.setSourceContent(path, sources.get(path)!);
  for (const { line, column, origin } of located(code, lines)) {
    const { file: index, start } = program.origins[origin]!;
    const source = program.sources[index]!;
    const known = starts.get(source);
    if (known === undefined) continue;
    generator.addMapping({ generated: { line, column }, original: position(known, start), source });
  }
  return generator.toString();
}

/** Finds each line in the code, in order: the printer may have changed what stands between them. */
function* located(
  code: string,
  lines: readonly Line[],
): Generator<{ readonly line: number; readonly column: number; readonly origin: number }> {
  const printed = code.split('\n');
  let at = 0;
  for (const { text, origin } of lines) {
    const wanted = text.trim();
    const found = printed.findIndex((line, index) => index >= at && line.trim() === wanted);
    if (found < 0 || origin === null) continue;
    at = found + 1;
    yield {
      line: found + 1,
      column: printed[found]!.length - printed[found]!.trimStart().length,
      origin,
    };
  }
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** Lines count from 1 and columns from 0, as source maps have it. */
function position(starts: readonly number[], offset: number): { line: number; column: number } {
  const line = starts.findLastIndex((start) => start <= offset);
  return { line: line + 1, column: offset - starts[line]! };
}
