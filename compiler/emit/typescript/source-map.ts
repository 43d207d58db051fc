import { SourceMapGenerator } from 'source-map';
import type { Place, Program } from '../../../runtime/program/index.ts';
import type { Line } from '../lines.ts';
import type { TypescriptOptions } from './options.ts';

/**
 * A source map (version 3) from the lines of a module to the ranges of the model they come from; texts are inside.
 * Lines that come from no part of the model lead to its declaration.
 *
 * @param lines of the code, each with its origin, in their order
 */
export function sourceMap(
  code: string,
  lines: readonly Line[],
  program: Program,
  {
    sources,
    file,
    place,
    sourcePath: shown = (path) => path,
  }: Pick<TypescriptOptions, 'sources' | 'file' | 'sourcePath'> & {
    readonly place: Place | null;
  },
): string {
  const generator = new SourceMapGenerator({ file });
  const starts = new Map(
    [...sources]
      .filter(([path]) => program.sources.includes(path))
      .map(([path, text]) => [path, lineStarts(text)]),
  );
  for (const path of starts.keys()) generator.setSourceContent(shown(path), sources.get(path)!);
  const placeOf = (origin: number | null): Omit<Place, 'end'> | null => {
    if (origin === null) return place;
    const { file: index, start } = program.origins[origin]!;
    return { file: program.sources[index]!, start };
  };
  for (const { line, column, origin } of located(code, lines)) {
    const found = placeOf(origin);
    const known = found && starts.get(found.file);
    if (!known) continue;
    generator.addMapping({
      generated: { line, column },
      original: position(known, found.start),
      source: shown(found.file),
    });
  }
  return generator.toString();
}

/** Finds each line in the code, in order; what the printer wrote between them has no origin. */
function* located(
  code: string,
  lines: readonly Line[],
): Generator<{ readonly line: number; readonly column: number; readonly origin: number | null }> {
  let next = 0;
  for (const [index, text] of code.split('\n').entries()) {
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const isNext = lines[next]?.text.trim() === trimmed;
    const origin = isNext ? lines[next]!.origin : null;
    if (isNext) next += 1;
    yield { line: index + 1, column: text.length - text.trimStart().length, origin };
  }
  if (next < lines.length) throw new Error(`the line \`${lines[next]!.text}\` was not printed`);
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** Lines count from 1 and columns from 0, as source maps have it. */
function position(starts: readonly number[], offset: number): { line: number; column: number } {
  const line = starts.findLastIndex((start) => start <= offset);
  return { line: line + 1, column: offset - starts[line]! };
}
