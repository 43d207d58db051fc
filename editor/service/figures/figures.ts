import type { DeclaredTarget } from '../../../compiler/index.ts';
import type { Program } from '../../../runtime/program/index.ts';
import type { Workspace } from '../workspace.ts';
import type { CompiledFigures } from './compiled.ts';
import { blockNotes, modelNote, type MarginNote } from './margin.ts';

/** Figures of the models of a file, as far as they are known: what takes long is worked out apart. */
export interface Figures {
  /** Of each sentence that acts on qubits. */
  readonly notesOf: (path: string) => readonly MarginNote[];
  /** Of a model as a whole; undefined where the text is broken. */
  readonly modelNoteOf: (path: string, model: string) => string | undefined;
  /**
   * Compiles the models of a file for its targets, one after another.
   * @param hasTime whether compiling may go on trying for better
   * @returns whether something is known now that was not before
   */
  readonly refine: (path: string, hasTime: () => boolean) => Promise<boolean>;
}

export function createFigures(workspace: Workspace): Figures {
  /** By file, then by model and target: of which circuits, and what they cost. */
  const known = new Map<string, ReadonlyMap<string, Compiled>>();
  const texts = new WeakMap<Program, string>();
  const circuitsOf = (program: Program): string => {
    const text = texts.get(program) ?? JSON.stringify(program.circuits);
    texts.set(program, text);
    return text;
  };
  const targetsOf = (path: string): readonly DeclaredTarget[] =>
    workspace.analysisOf(path)?.compilation().targets ?? [];
  const knownOf = (
    path: string,
    program: Program,
    target: DeclaredTarget,
  ): Compiled | undefined => {
    const found = known.get(path)?.get(keyOf(program, target));
    return found?.of === circuitsOf(program) ? found : undefined;
  };
  const compiledOf = (path: string, program: Program): CompiledFigures[] =>
    targetsOf(path).flatMap((target) => knownOf(path, program, target)?.figures ?? []);
  return {
    notesOf: (path) =>
      programsOf(workspace, path).flatMap((program) =>
        blockNotes(program, compiledOf(path, program)),
      ),
    modelNoteOf: (path, model) => {
      const program = programsOf(workspace, path).find((one) => one.model === model);
      return program && modelNote(program, compiledOf(path, program));
    },
    refine: async (path, hasTime) => {
      // The compiler for machines is large, and a server that has just started has better things to load.
      const { compiledFigures } = await import('./compiled.ts');
      let isNews = false;
      const fresh = new Map<string, Compiled>();
      for (const program of programsOf(workspace, path)) {
        for (const target of targetsOf(path)) {
          const old = knownOf(path, program, target);
          const figures = old ? old.figures : await compiledFigures(program, target, hasTime);
          fresh.set(keyOf(program, target), { of: circuitsOf(program), figures });
          isNews ||= old === undefined && figures !== undefined;
        }
      }
      // Only what the file has now: models and targets of former texts are forgotten.
      known.set(path, fresh);
      return isNews;
    },
  };
}

interface Compiled {
  /** The circuits it was worked out from. */
  readonly of: string;
  /** Undefined where compiling would take long, or the target is no machine. */
  readonly figures: CompiledFigures | undefined;
}

function keyOf({ model }: Program, { name, machine }: DeclaredTarget): string {
  return [model, name, machine].join('\n');
}

/** One for each model of the file. */
function programsOf(workspace: Workspace, path: string): Program[] {
  const runs = workspace.analysisOf(path)?.compilation().runs ?? [];
  const byModel = new Map<string, Program>();
  for (const { program } of runs)
    if (!byModel.has(program.model)) byModel.set(program.model, program);
  return [...byModel.values()];
}
