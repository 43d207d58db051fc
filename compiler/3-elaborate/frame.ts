import type { Call, Expression, Operand, Sentence, Step } from '../../grammar/tree.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import type { Condition, Coupling, Task } from '../../runtime/program/index.ts';
import type { World } from '../1-resolve/world.ts';
import type { InferredSizes } from '../2-infer/infer.ts';
import type { CouplingMap } from './coupling-map.ts';
import type { Facts } from './facts.ts';
import type { Graph } from './graph.ts';
import type { Outline } from './outline.ts';
import type { ParameterStore } from './parameters.ts';
import type { QuantumState, Sink } from './quantum.ts';
import type { Callable, Copy, Given, GivenValue, Qubits, Tensor, Value } from './value.ts';

/** One elaboration of one model with its arguments: everything that grows while its text is read. */
export interface Elaboration {
  readonly world: World;
  readonly graph: Graph;
  readonly parameters: ParameterStore;
  readonly quantum: QuantumState;
  readonly diagnostics: Diagnostic[];
  readonly facts: Facts;
  readonly rules: Rules;
  /** Optional modalities. */
  readonly optional: Set<string>;
  readonly labels: Set<string>;
  /** Whether a sentence acts on a register that is not there: which one was meant, and what it holds, is not known. */
  readonly astray: { yes: boolean };
  /** Arguments that nothing settled and that count as 1, so that other mistakes are found. */
  readonly guesses: Set<string>;
  /** What the objectives read so far judge. */
  readonly tasks: Task[];
  /** What the solvers read so far judge. */
  readonly judged: Task[];
  /** Where `coupled(q)` takes edges from; null without a target that has a coupling map. */
  readonly coupling: CouplingMap | null;
  /** Whether the run's target has noise: then no state is pure. */
  readonly noisy: boolean;
  /** What it took, one for each number of qubits. */
  readonly couplings: Coupling[];
  /** Bodies of `map`, `fold` and `across`, by node, to be cut out at the end. */
  readonly outlines: Map<number, Outline>;
  /** Registers whose size nothing settled, until the sentence that should have is reached. */
  readonly unsettled: Map<string, Location>;
  /** Circuits and functions being applied, to catch recursion that does not end. */
  readonly active: string[];
}

/** Where in the program a statement is read: names in sight, the path of its weights, the loops around it. */
export interface Frame {
  readonly elaboration: Elaboration;
  /** The file the text stands in. */
  readonly file: string;
  readonly body: 'model' | 'function' | 'circuit';
  readonly names: Map<string, Value>;
  readonly outer: Frame | null;
  /** Of weights: model, sentence or `let`, circuit, … */
  readonly path: readonly string[];
  /** Of drawings: as `path`, but a named circuit is found below the sentence that uses it. */
  readonly trace: readonly string[];
  readonly loops: readonly number[];
  readonly sizes: InferredSizes;
  /** Tells two calls of one circuit in this body apart. */
  readonly ordinals: Ordinals;
  /** Where the user asked for this body: what errors in library code point at. */
  readonly site: Location | null;
  /** Weights are taken from here while a named copy is applied. */
  readonly sharing: {
    readonly copy: Copy;
    readonly reached: Map<string, number>;
    readonly use: string;
  } | null;
  /** Where gates go. */
  readonly sink: Sink;
  /** Modalities that must be present for the gates of this `encode`. */
  readonly when: readonly string[];
  /** Of the `if`s on measured bits around, outermost first. */
  readonly conditions: readonly Condition[];
  /** Inside a pass over a word that may be absent: its presence, which every gate is scaled by. */
  readonly presence: Presence | null;
}

/** The rules by kind of syntax; they need each other, so they meet here and not by importing one another. */
export interface Rules {
  expression(frame: Frame, expression: Expression): Value;
  call(frame: Frame, call: Call, leading: readonly GivenValue[]): Value;
  /** A circuit on operands. */
  apply(frame: Frame, application: Application): void;
  /** A function on arguments. */
  invoke(
    frame: Frame,
    callable: Callable,
    leading: readonly GivenValue[],
    at: Location,
    place: object,
  ): Value;
  /** The circuit a name or call stands for. */
  circuit(frame: Frame, call: Call): Callable;
  operand(frame: Frame, operand: Operand): PlacedQubits;
  /** One statement of a model or function body. */
  statement(frame: Frame, statement: Step | Sentence): void;
}

export interface Application {
  readonly circuit: Callable;
  /** Values that come before the circuit's own arguments. */
  readonly leading: readonly GivenValue[];
  readonly operands: readonly PlacedQubits[];
  readonly at: Location;
  /** The syntax that asks for it: its path element is counted by this. */
  readonly place: object;
}

export interface Presence {
  /** 1 or 0 per sample. */
  readonly flag: Tensor;
  /** Nodes of the words it speaks of: what is looked up by them is zero where they are absent. */
  readonly words: readonly number[];
}

export interface PlacedQubits {
  readonly qubits: Qubits;
  readonly at: Location;
}

/** Stops the statement being read; with a diagnostic, or silently where the cause was reported before. */
export class Refusal extends Error {
  readonly diagnostic: Diagnostic | null;
  constructor(diagnostic: Diagnostic | null) {
    super(diagnostic?.message ?? 'already reported');
    this.diagnostic = diagnostic;
  }
}

export function findName(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | null = frame; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

export function locate(
  frame: Frame,
  span: { readonly start: number; readonly end: number },
): Location {
  return { file: frame.file, start: span.start, end: span.end };
}

/** The text at a place, for messages: one line, shortened. */
export function textAt(frame: Frame, at: Location): string {
  const text = frame.elaboration.world.modules.get(at.file)?.text.slice(at.start, at.end) ?? '';
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 48 ? line : `${line.slice(0, 45)}...`;
}

/** A statement whose name is an element of the path: what it calls is counted from one again. */
export function named(frame: Frame, name: string): Frame {
  const [path, trace] = [
    [...frame.path, name],
    [...frame.trace, name],
  ];
  return { ...frame, path, trace, ordinals: createOrdinals() };
}

/** Path elements of a body: by name how often it was met, and the element of each place. */
export interface Ordinals {
  readonly counts: Map<string, number>;
  readonly places: Map<object, Map<string, string>>;
}

export function createOrdinals(): Ordinals {
  return { counts: new Map(), places: new Map() };
}

/** Path element of a place that names `name`: `rot`, then `rot#2`, …; the same each time a loop comes by. */
export function ordinal(frame: Frame, name: string, place: object): string {
  const { counts, places } = frame.ordinals;
  const known = places.get(place) ?? new Map<string, string>();
  const found = known.get(name);
  if (found !== undefined) return found;
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  const element = count === 1 ? name : `${name}#${count}`;
  places.set(place, known.set(name, element));
  return element;
}

export const noArguments: Given = { waiting: false, positional: [], named: new Map() };

/** A block inside a body: its own names, everything else as around it. */
export function blockOf(
  frame: Frame,
  changes: Partial<Pick<Frame, 'loops' | 'sink' | 'presence' | 'conditions'>> = {},
): Frame {
  return { ...frame, ...changes, names: new Map(), outer: frame };
}
