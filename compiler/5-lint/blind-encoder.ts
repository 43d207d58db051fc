import { exact, sentenceOrigin, type Gate, type Program } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { actingGates } from './acting-gates.ts';
import { elementsBehind, type ElementOf, type Elements } from './elements-behind.ts';
import { valuesOf } from './values-of.ts';

/** Encoders that show the circuit too little of a sample: numbers that change nothing, or more than a whole turn of them. */
export function blindEncoder(program: Program): Diagnostic[] {
  return [...unseenNumbers(program), ...wholeTurns(program)];
}

/** Numbers of a sample whose every gate leaves what is read as it is. */
function unseenNumbers(program: Program): Diagnostic[] {
  const acting = program.circuits.map(actingGates);
  const used = leavesOf(program, (circuit, gate) => acting[circuit]![gate]!);
  const idle = leavesOf(program, (circuit, gate) => !acting[circuit]![gate]!);
  if (idle.length === 0) return [];
  const seen = elementsBehind(program, used, outputsOf(program));
  const sentences = new Map<string, { readonly at: Location; readonly unseen: Set<string> }>();
  const distinct = new Map(idle.map((leaf) => [`${leaf.node}:${leaf.element}`, leaf]));
  for (const leaf of distinct.values()) {
    // What lies behind something that is seen is seen too.
    if (has(seen, leaf.node, leaf.element)) continue;
    const behind = elementsBehind(program, [leaf]);
    if (isOfWords(program, behind)) continue;
    for (const { node, element } of encodedNumbers(program, behind)) {
      if (has(seen, node, element)) continue;
      const at = placeOf(program, leaf.gate);
      const key = `${at.file}:${at.start}`;
      const sentence = sentences.get(key) ?? { at, unseen: new Set() };
      sentences.set(key, sentence);
      sentence.unseen.add(`${node}:${element}`);
    }
  }
  return [...sentences.values()].map(({ at, unseen }) =>
    diagnose('blind-encoder', 'unseen', at, {
      numbers: unseen.size === 1 ? 'A number that is' : `${unseen.size} of the numbers that are`,
      change: unseen.size === 1 ? 'changes' : 'change',
    }),
  );
}

/** Values of one number, more than its gates' whole turn apart, that give the same state. */
function wholeTurns(program: Program): Diagnostic[] {
  const readers = new Map<number, number>();
  program.nodes.forEach(({ inputs, operation }) => {
    if (operation.kind === 'circuit') return;
    for (const input of inputs) readers.set(input, (readers.get(input) ?? 0) + 1);
  });
  const outputs = new Set(outputsOf(program));
  const gates = new Map<string, { readonly leaf: ElementOf; readonly turns: LeafInGate[] }>();
  for (const leaf of leavesOf(program, () => true)) {
    const key = `${leaf.node}:${leaf.element}`;
    const known = gates.get(key) ?? { leaf, turns: [] };
    gates.set(key, known);
    known.turns.push(leaf);
  }
  return [...gates.values()].flatMap(({ leaf, turns }) => {
    const values = valuesOf(program, leaf.node);
    if (values === undefined || readers.has(leaf.node) || outputs.has(leaf.node)) return [];
    const period = commonTurn(turns);
    if (period === undefined || values.high - values.low <= period * (1 + 1e-9)) return [];
    return [
      diagnose('blind-encoder', 'turns', placeOf(program, turns[0]!.gate), {
        low: short(values.low),
        high: short(values.high),
        period: short(period),
      }),
    ];
  });
}

interface LeafInGate extends ElementOf {
  readonly gate: Gate;
  /** What the gate's angle has of it. */
  readonly coefficient: number;
}

/** Numbers of the sample that angles name, gate by gate. */
function leavesOf(
  program: Program,
  chosen: (circuit: number, gate: number) => boolean,
): LeafInGate[] {
  return program.circuits.flatMap((circuit, index) =>
    circuit.gates.flatMap((gate, position) => {
      if (!chosen(index, position)) return [];
      return gate.angles.flatMap((angle) =>
        circuit.angles[angle]!.terms.flatMap(({ leaf, coefficient }) => {
          const { node, element } = circuit.leaves[leaf]!;
          if (program.nodes[node]!.rate !== 'sample') return [];
          return [{ node, element, gate, coefficient: exact.toNumber(coefficient) }];
        }),
      );
    }),
  );
}

const rotations: readonly Gate['name'][] = ['rx', 'ry', 'rz', 'p', 'rxx', 'ryy', 'rzz'];

/** The shift after which all these gates are what they were, up to a phase of the whole state. */
function commonTurn(turns: readonly LeafInGate[]): number | undefined {
  const free = turns.every(
    ({ gate }) => gate.controls.length === 0 && rotations.includes(gate.name),
  );
  const sizes = turns.map(({ coefficient }) => Math.abs(coefficient));
  const least = Math.min(...sizes);
  const whole = sizes.every((size) => Math.abs(size / least - Math.round(size / least)) < 1e-12);
  return free && whole && least > 0 ? (2 * Math.PI) / least : undefined;
}

/** What is encoded: the last values on the way that no weight has entered yet. */
function encodedNumbers({ nodes }: Program, behind: Elements): ElementOf[] {
  const fixed = (node: number): boolean =>
    !nodes[node]!.trainable && nodes[node]!.rate === 'sample';
  const inner = new Set(
    [...behind.keys()].filter(fixed).flatMap((node) => nodes[node]!.inputs.filter(fixed)),
  );
  return [...behind].flatMap(([node, elements]) =>
    // Where a weight mixes all numbers of a node, which of them are seen cannot be told apart.
    fixed(node) && !inner.has(node) && elements !== 'all'
      ? [...elements].map((element) => ({ node, element }))
      : [],
  );
}

/** Which words there are, or how many, is not a number that a model encodes. */
function isOfWords(program: Program, behind: Elements): boolean {
  const types = [...behind.keys()].flatMap((node) => {
    const { operation } = program.nodes[node]!;
    if (operation.kind !== 'input') return [];
    return program.inputs
      .filter(({ name }) => name === operation.name)
      .map(({ type }) => type.kind);
  });
  return types.length > 0 && types.every((kind) => ['text', 'word', 'class'].includes(kind));
}

function outputsOf({ readouts, objectives, metrics, judged, nodes }: Program): number[] {
  const outputs = [
    ...readouts.map(({ node }) => node),
    ...objectives.map(({ node }) => node),
    ...metrics.flatMap(({ inputs }) => inputs),
    ...judged.map(({ truth }) => truth),
  ];
  // Bodies are read as a whole: what they take in is seen.
  const bodies = nodes.flatMap(({ operation, inputs }) =>
    operation.kind === 'map' || operation.kind === 'fold' || operation.kind === 'across'
      ? inputs
      : [],
  );
  return [...new Set([...outputs, ...bodies])];
}

function has(elements: Elements, node: number, element: number): boolean {
  const known = elements.get(node);
  return known === 'all' || (known?.has(element) ?? false);
}

/** Of the sentence: that is what shows too little, and where a warning can be silenced. */
function placeOf(program: Program, { origin }: Gate): Location {
  const { file, start, end } = sentenceOrigin(program, origin);
  return { file: program.sources[file]!, start, end };
}

function short(value: number): string {
  const turns = value / Math.PI;
  if (value !== 0 && Number.isInteger(turns)) return turns === 1 ? 'pi' : `${turns} pi`;
  return String(Number(value.toPrecision(4)));
}
