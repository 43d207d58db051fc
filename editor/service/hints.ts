import type { Span } from '../../compiler/index.ts';
import type { Item, Sentence, Step } from '../../grammar/index.ts';
import type { Workspace } from './workspace.ts';

/** What the text leaves out and the compiler found, to be shown in its place. */
export interface Hint {
  readonly offset: number;
  /** `: real[8]`, `[4]` */
  readonly label: string;
  readonly kind: 'type' | 'size';
  /** Whether the text could say it just so. */
  readonly isText: boolean;
}

/** Inferred types of `let` and `readout`, and inferred sizes of registers, in a part of a file. */
export function hintsIn(workspace: Workspace, path: string, range: Span): Hint[] {
  const analysis = workspace.analysisOf(path);
  if (!analysis) return [];
  const facts = new Map<number, string>();
  for (const { at, text } of analysis.compilation().facts) {
    if (at.file === path && !facts.has(at.start)) facts.set(at.start, text);
  }
  const bodies = analysis.tree.declarations.flatMap((one): readonly (Item | Step | Sentence)[] =>
    one.kind === 'model' ? one.items : one.kind === 'function' ? one.body : [],
  );
  return bodies
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .flatMap((statement) => hintsOf(statement, facts));
}

function hintsOf(statement: Item | Step | Sentence, facts: ReadonlyMap<number, string>): Hint[] {
  if (statement.kind === 'register') {
    return statement.wires.flatMap((wire): Hint[] => {
      const size = /: (\d+) qubits?$/.exec(facts.get(wire.name.span.start) ?? '')?.[1];
      if (wire.size !== null || size === undefined) return [];
      return [{ offset: wire.name.span.end, label: `[${size}]`, kind: 'size', isText: true }];
    });
  }
  if ((statement.kind !== 'let' && statement.kind !== 'readout') || statement.type) return [];
  const { text, span } = statement.name;
  const type = facts.get(span.start)?.slice(`${text}: `.length);
  if (type === undefined || !/^[a-z]+[[(]|^(?:real|int|bit|observable|pair)$/.test(type)) return [];
  return [{ offset: span.end, label: `: ${type}`, kind: 'type', isText: statement.kind === 'let' }];
}
