import { isBinding, type Fact, type Span } from '../../compiler/index.ts';
import { circuitText } from '../../runtime/draw/circuit-text.ts';
import { picture } from '../../runtime/draw/picture.ts';
import { blocksOf, gatesBySentence, type Block } from './figures/blocks.ts';
import { documentedBinding } from './declarations.ts';
import { occurrenceAt } from './occurrence-at.ts';
import { wordAt, type WordAt } from './word-at.ts';
import { functionDocs } from './words/functions.ts';
import { gateDocs } from './words/gates.ts';
import { keywordDocs } from './words/keywords.ts';
import { typeDocs } from './words/types.ts';
import type { WordDoc } from './words/word.ts';
import type { Analysis, Workspace } from './workspace.ts';

/** What to show at a place: lines of the language and a text about them. */
export interface Hover {
  readonly span: Span;
  /** Code: what the compiler found here, and how the thing is declared or used. */
  readonly code: readonly string[];
  /** Words, empty where there is nothing to say. */
  readonly text: string;
  /** What the circuit that is meant costs; empty without one. */
  readonly figures: string;
  /** The circuit that is meant, as text; empty without one, or where it is large. */
  readonly drawing: string;
}

/** What is known of the place: the compiler's facts, then declarations and their comments, then the language's words. */
export function hoverAt(workspace: Workspace, path: string, offset: number): Hover | undefined {
  const analysis = workspace.analysisOf(path);
  const word = analysis && wordAt(analysis.text, analysis.tree, offset);
  if (!analysis || !word) return undefined;
  const fact = narrowest(analysis, offset);
  const means = word.isKey ? undefined : occurrenceAt(analysis, offset)?.means;
  const declared = means && isBinding(means) ? documentedBinding(workspace, means) : undefined;
  const doc = languageDoc(word);
  if (!(fact ?? declared ?? doc)) return undefined;
  const code = [fact?.text, declared?.header ?? (fact ? undefined : doc?.usage)];
  const block = blockAt(analysis, offset);
  const words = [fact?.doc, declared?.doc, fact || declared ? undefined : doc?.text].find(
    (part) => part !== undefined && part !== '',
  );
  return {
    span: word.span,
    code: [...new Set(code.filter((line) => line !== undefined))],
    text: words ?? '',
    figures: block ? figuresText(block.block) : '',
    drawing: block?.drawing ?? '',
  };
}

/** `12 weights, 24 gates (8 on two qubits), depth 10, on 4 qubits` */
export function figuresText({ weights, gates, twoQubit, depth, qubits }: Block): string {
  const plural = (count: number, noun: string): string =>
    `${count} ${noun}${count === 1 ? '' : 's'}`;
  return `${plural(weights, 'weight')}, ${plural(gates, 'gate')} (${twoQubit} on two qubits or more), depth ${depth}, on ${plural(qubits, 'qubit')}`;
}

/** Characters and lines that a drawing on a hover may take. */
const WIDEST = 76;
const TALLEST = 14;

/** The sentence whose circuit's name is under the cursor, and a drawing of it where that is small. */
function blockAt(
  analysis: Analysis,
  offset: number,
): { readonly block: Block; readonly drawing: string } | undefined {
  const fact = analysis
    .compilation()
    .facts.find(
      ({ at, text }) =>
        at.file === analysis.path &&
        at.start <= offset &&
        offset <= at.end &&
        /^(?:encode|fuse|evolve) on /.test(text),
    );
  if (!fact) return undefined;
  for (const { program } of analysis.compilation().runs) {
    const block = blocksOf(program).find(
      ({ at }) => at.file === analysis.path && at.start <= fact.at.start && fact.at.end <= at.end,
    );
    const circuit = program.circuits.find((one) =>
      gatesBySentence(program, one).has(block?.key ?? ''),
    );
    if (!block || !circuit) continue;
    const gates = gatesBySentence(program, circuit).get(block.key) ?? [];
    const own = { ...circuit, gates, measurements: [] };
    const drawing = circuitText(picture(program, onOwnWires(own), 'source'), WIDEST);
    return { block, drawing: drawing.split('\n').length <= TALLEST ? drawing : '' };
  }
  return undefined;
}

/** Without the wires that no gate touches. */
function onOwnWires<Of extends Parameters<typeof picture>[1]>(circuit: Of): Of {
  const used = new Set(circuit.gates.flatMap(({ qubits, controls }) => [...controls, ...qubits]));
  const kept = [...used].sort((a, b) => a - b);
  const at = (qubit: number): number => kept.indexOf(qubit);
  return {
    ...circuit,
    qubits: kept.map((qubit) => circuit.qubits[qubit]!),
    gates: circuit.gates.map((gate) => ({
      ...gate,
      qubits: gate.qubits.map(at),
      controls: gate.controls.map(at),
    })),
  };
}

/** The fact with the shortest span around the offset; of equal ones the first, which is of the first run. */
function narrowest(analysis: Analysis, offset: number): Fact | undefined {
  const around = analysis
    .compilation()
    .facts.filter(({ at }) => at.file === analysis.path && at.start <= offset && offset <= at.end);
  const [first, ...rest] = around;
  if (!first) return undefined;
  return rest.reduce(
    (best, fact) => (fact.at.end - fact.at.start < best.at.end - best.at.start ? fact : best),
    first,
  );
}

/** The language has three tables of names; where the word stands tells which are looked in. */
function languageDoc({ text, isKey, position }: WordAt): WordDoc | undefined {
  const in_ = (table: Readonly<Record<string, WordDoc>>): WordDoc | undefined =>
    Object.hasOwn(table, text) ? table[text] : undefined;
  if (position === 'type') return in_(typeDocs) ?? in_(keywordDocs);
  if (isKey) return undefined;
  if (position === 'circuit' || position === 'operation') return in_(gateDocs) ?? in_(keywordDocs);
  return in_(keywordDocs) ?? in_(functionDocs) ?? in_(gateDocs);
}
