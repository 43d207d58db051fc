import type { Span } from '../../compiler/index.ts';
import type { Item, Sentence, Step } from '../../grammar/index.ts';
import type { MarginNote } from './figures/margin.ts';
import type { Workspace } from './workspace.ts';

/** What the text leaves out and the compiler found, to be shown in its place. */
export interface Hint {
  readonly offset: number;
  /** `: real[8]`, `[4]`, `12 weights · 4 entanglers` */
  readonly label: string;
  readonly kind: 'type' | 'size' | 'figure';
  /** Empty where the label says all. */
  readonly explanation: string;
  /** Whether the text could say it just so. */
  readonly isText: boolean;
}

/** Inferred types of `let` and `readout`, inferred sizes of registers, and what sentences cost, in a part of a file. */
export function hintsIn(
  workspace: Workspace,
  notes: readonly MarginNote[],
  path: string,
  range: Span,
): Hint[] {
  const analysis = workspace.analysisOf(path);
  if (!analysis) return [];
  const facts = new Map<number, string>();
  for (const { at, text } of analysis.compilation().facts) {
    if (at.file === path && !facts.has(at.start)) facts.set(at.start, text);
  }
  const bodies = analysis.tree.declarations.flatMap((one): readonly (Item | Step | Sentence)[] =>
    one.kind === 'model' ? one.items : one.kind === 'function' ? one.body : [],
  );
  const inRange = (span: Span): boolean => span.start <= range.end && range.start <= span.end;
  return [
    ...bodies.filter(({ span }) => inRange(span)).flatMap((one) => hintsOf(one, facts)),
    ...notes
      .filter(({ at, text }) => at.file === path && inRange(at) && text !== '')
      .map(({ at, text, explanation }): Hint => ({
        ...hint(at.end, text, 'figure', false),
        explanation,
      })),
  ];
}

function hintsOf(statement: Item | Step | Sentence, facts: ReadonlyMap<number, string>): Hint[] {
  if (statement.kind === 'register') {
    return statement.wires.flatMap((wire): Hint[] => {
      const size = /: (\d+) qubits?$/.exec(facts.get(wire.name.span.start) ?? '')?.[1];
      if (wire.size !== null || size === undefined) return [];
      return [hint(wire.name.span.end, `[${size}]`, 'size', true)];
    });
  }
  if ((statement.kind !== 'let' && statement.kind !== 'readout') || statement.type) return [];
  const { text, span } = statement.name;
  const type = facts.get(span.start)?.slice(`${text}: `.length);
  if (type === undefined || !/^[a-z]+[[(]|^(?:real|int|bit|observable|pair)$/.test(type)) return [];
  return [hint(span.end, `: ${type}`, 'type', statement.kind === 'let')];
}

function hint(offset: number, label: string, kind: Hint['kind'], isText: boolean): Hint {
  return { offset, label, kind, explanation: '', isText };
}
