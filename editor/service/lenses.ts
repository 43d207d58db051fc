import type { Span } from '../../compiler/index.ts';
import type { Figures } from './figures/figures.ts';
import type { Workspace } from './workspace.ts';

/** Something that can be done with what is declared on a line. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  /** Undefined for a lens that only tells something. */
  readonly command: LensCommand | undefined;
  /** What the command is given behind the file: the name of a run or model, then perhaps a target. */
  readonly names: readonly string[];
}

export type LensCommand =
  'qmm.train' | 'qmm.evaluate' | 'qmm.compare' | 'qmm.draw' | 'qmm.estimate' | 'qmm.compile';

/**
 * Train and Evaluate over each run, Draw, Estimate and Compile over each model with what it costs, Compare over each
 * comparison.
 */
export function lensesOf(workspace: Workspace, figures: Figures, path: string): Lens[] {
  const source = workspace.treeOf(path);
  if (!source) return [];
  const { declarations } = source.tree;
  const targets = declarations.flatMap((one) => (one.kind === 'target' ? [one.name.text] : []));
  return declarations.flatMap((one): Lens[] => {
    const lens = (command: Lens['command'], title: string, ...names: string[]): Lens => ({
      span: { start: one.span.start, end: one.span.start + one.kind.length },
      title,
      command,
      names,
    });
    switch (one.kind) {
      case 'train': {
        const name = one.name?.text ?? one.model.name.text;
        return name === ''
          ? []
          : [lens('qmm.train', 'Train', name), lens('qmm.evaluate', 'Evaluate', name)];
      }
      case 'model': {
        const name = one.name.text;
        if (name === '') return [];
        const note = figures.modelNoteOf(path, name);
        const compiles = targets.map((target) =>
          lens('qmm.compile', `Compile for ${target}`, name, target),
        );
        return [
          lens('qmm.draw', 'Draw', name),
          lens('qmm.estimate', 'Estimate', name),
          ...(targets.length > 0 ? compiles : [lens('qmm.compile', 'Compile…', name)]),
          ...(note === undefined ? [] : [lens(undefined, note)]),
        ];
      }
      case 'compare':
        return one.model.text === '' ? [] : [lens('qmm.compare', 'Compare', one.model.text)];
      default:
        return [];
    }
  });
}
