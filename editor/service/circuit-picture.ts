import type { Location } from '../../compiler/index.ts';
import { drawLinked, type DrawOptions } from '../../runtime/draw/index.ts';
import { pathOf } from '../../runtime/draw/provenance.ts';
import type { Program } from '../../runtime/program/index.ts';
import { sentenceAt } from './figures/blocks.ts';
import type { Analysis, Workspace } from './workspace.ts';

/** The circuits of a model as SVG; its elements with a `data-part` and the places of the text lead to each other. */
export interface CircuitPicture {
  readonly name: string;
  readonly svg: string;
  readonly parts: readonly CircuitPart[];
}

export interface CircuitPart {
  readonly id: string;
  /** From inside out: gates, then the sentences of the model that ask for them. */
  readonly places: readonly Location[];
}

/** The picture of the model around an offset, or of the first one that uses the circuit there; undefined for broken texts. */
export function circuitPictureAt(
  workspace: Workspace,
  path: string,
  offset: number,
  options?: DrawOptions,
): CircuitPicture | undefined {
  const analysis = workspace.analysisOf(path);
  const program = analysis && programAt(analysis, offset);
  if (!program) return undefined;
  const { svg, parts } = drawLinked(program, options);
  return {
    name: program.model,
    svg,
    parts: parts.map(({ id, origins }) => ({ id, places: placesOf(program, origins) })),
  };
}

function programAt(analysis: Analysis, offset: number): Program | undefined {
  const programs = analysis.compilation().runs.map(({ program }) => program);
  const around = analysis.tree.declarations.find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  const name =
    around?.kind === 'model'
      ? around.name.text
      : around?.kind === 'train'
        ? around.model.name.text
        : undefined;
  const named = programs.find(({ model }) => model === name);
  if (named || around?.kind !== 'circuit') return named ?? programs[0];
  const isUsed = (program: Program): boolean =>
    program.origins.some(
      ({ file, start, end }) =>
        program.sources[file] === analysis.path &&
        around.span.start <= start &&
        end <= around.span.end,
    );
  return programs.find(isUsed) ?? programs[0];
}

function placesOf(program: Program, origins: readonly number[]): Location[] {
  const own = origins.flatMap((origin): Location[] => {
    const { file, start, end } = program.origins[origin]!;
    return [{ file: program.sources[file]!, start, end }];
  });
  const sentences = origins.flatMap(
    (origin) => sentenceAt(program, pathOf(program, origin)[0] ?? '') ?? [],
  );
  const all = new Map([...own, ...sentences].map((at) => [`${at.file}:${at.start}:${at.end}`, at]));
  return [...all.values()];
}
