import type { Location } from '../../../compiler/index.ts';
import { deadWeights } from '../../../compiler/5-lint/dead-parameter.ts';
import type { Program } from '../../../runtime/program/index.ts';
import { blocksOf, sentenceAt, type Block } from './blocks.ts';
import type { CompiledFigures } from './compiled.ts';
import { plateauOf } from './plateau.ts';

/** A line about what stands at a place, for the margin. */
export interface MarginNote {
  readonly at: Location;
  readonly text: string;
  /** In full sentences, for who asks. */
  readonly explanation: string;
}

/** What each sentence of a model costs. */
export function blockNotes(program: Program, compiled: readonly CompiledFigures[]): MarginNote[] {
  const dead = deadByKey(program);
  const blocks = blocksOf(program);
  const keys = new Set(blocks.map(({ key }) => key));
  // Of a sentence that nothing depends on no gate is left.
  const lostOnes = [...dead].flatMap(([key, count]): MarginNote[] => {
    const at = keys.has(key) ? undefined : sentenceAt(program, key);
    const text = counted(count, 'dead weight');
    return at ? [{ at, text, explanation: 'Nothing that is read depends on it.' }] : [];
  });
  const notes = blocks.map((block): MarginNote => {
    const lost = dead.get(block.key) ?? 0;
    const on = compiled.map(
      ({ target, twoQubitOf }) => `${twoQubitOf.get(block.key) ?? 0} on ${target}`,
    );
    const parts = [
      ...(block.weights > 0 ? [counted(block.weights, 'weight')] : []),
      ...(lost > 0 ? [`${lost} dead`] : []),
      ...(block.twoQubit > 0 ? [[counted(block.twoQubit, 'entangler'), ...on].join(', ')] : []),
    ];
    return { at: block.at, text: parts.join(' · '), explanation: blockSentence(block, lost) };
  });
  return [...notes, ...lostOnes];
}

function blockSentence({ gates, twoQubit, depth, qubits }: Block, dead: number): string {
  const lost =
    dead > 0
      ? ` ${counted(dead, 'weight')} cannot change any objective: nothing that is read depends on ${dead === 1 ? 'it' : 'them'}.`
      : '';
  return `${counted(gates, 'gate')}, ${twoQubit} of them on two qubits or more, in ${counted(depth, 'layer')} on ${counted(qubits, 'qubit')}.${lost}`;
}

/** What a model costs as a whole, and how its gradients may fare. */
export function modelNote(program: Program, compiled: readonly CompiledFigures[]): string {
  const weights = program.parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1),
    0,
  );
  const dead = [...deadWeights(program).values()].reduce((sum, { count }) => sum + count, 0);
  const { cone, layers, risk } = plateauOf(program);
  const plateau =
    risk === 'low'
      ? []
      : [
          `${risk === 'high' ? 'high' : 'some'} barren-plateau risk (${cone} qubits, each entangled ${layers} times)`,
        ];
  return [
    `${counted(weights, 'weight')}${dead > 0 ? `, ${dead} dead` : ''}`,
    ...compiled.map(({ target, twoQubit, success }) => {
      const chance = success === undefined ? '' : `, ${percent(success)} without an error`;
      return `${target}: ${counted(twoQubit, 'entangler')}${chance}`;
    }),
    ...plateau,
  ].join(' · ');
}

/** Dead weights by the sentence, or `let`, that owns them. */
function deadByKey(program: Program): Map<string, number> {
  const found = new Map<string, number>();
  for (const [parameter, { count }] of deadWeights(program)) {
    const [, key = ''] = program.parameters[parameter]!.path.split('/');
    found.set(key, (found.get(key) ?? 0) + count);
  }
  return found;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
