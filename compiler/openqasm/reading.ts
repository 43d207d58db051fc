import type { Expression, GateDefinition, Statement } from '../../grammar/openqasm/index.ts';
import type { Name, Span } from '../../grammar/tree.ts';
import type { Affine } from '../../runtime/program/index.ts';
import type { Code, Values, Variant } from '../diagnostics/catalogue.ts';
import { diagnose, type Extras } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import type { BuiltInGate } from './built-in.ts';
import type { Condition, Operation, OpenqasmRegister } from './program.ts';

/** Everything that grows while one program is read. */
export interface Reading {
  readonly path: string;
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  /** Code and place of what was reported. */
  readonly told: Set<string>;
  readonly gates: Map<string, Gate>;
  readonly quantum: Registers;
  readonly classical: Registers;
  /** Qubits of the machine, in its own order. */
  readonly hardware: number[];
  readonly inputs: string[];
  /** Values that gate bodies see too. */
  readonly constants: Map<string, Value>;
  /** Statements and passes that may still be unfolded. */
  budget: number;
}

export interface Registers {
  readonly list: OpenqasmRegister[];
  count: number;
}

export type Gate =
  | { readonly kind: 'built-in'; readonly gate: BuiltInGate }
  | {
      readonly kind: 'defined';
      readonly definition: GateDefinition;
      /** How many gates the file defined before it; only those are known in its body. */
      readonly order: number;
    }
  | { readonly kind: 'opaque'; readonly span: Span };

/** What a name or an expression means. */
export type Value =
  | { readonly kind: 'number'; readonly value: Affine }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | Items
  /** Already reported; silent from here on. */
  | { readonly kind: 'failed' };

/** Qubits or bits: one, or a list of them. */
export interface Items {
  readonly kind: 'qubits' | 'bits';
  readonly members: readonly number[];
  readonly single: boolean;
}

/** Where a statement is read. */
export interface Frame {
  readonly reading: Reading;
  readonly place: 'program' | 'gate';
  readonly names: Map<string, Value>;
  readonly outer: Frame | null;
  /** Gates of the file that are known here, by their order. */
  readonly reach: number;
  /** Gate definitions that are being unfolded. */
  readonly depth: number;
  /** Of the `if`s around. */
  readonly conditions: readonly Condition[];
  readonly operations: Operation[];
  readonly rules: Rules;
}

/** The rules by kind of syntax; they need each other, so they meet here and not by importing one another. */
interface Rules {
  expression(frame: Frame, expression: Expression): Value;
  statements(frame: Frame, statements: readonly Statement[]): void;
}

/** Far beyond any circuit that is compiled gate by gate. */
const MOST_STEPS = 1_000_000;

export function startReading(path: string, text: string): Reading {
  return {
    path,
    text,
    diagnostics: [],
    told: new Set(),
    gates: new Map(),
    quantum: { list: [], count: 0 },
    classical: { list: [], count: 0 },
    hardware: [],
    inputs: [],
    constants: new Map(),
    budget: MOST_STEPS,
  };
}

/** A block: names of its own, everything else as around it. */
export function blockOf(frame: Frame, changes: Partial<Pick<Frame, 'conditions'>> = {}): Frame {
  return { ...frame, ...changes, names: new Map(), outer: frame };
}

export function findName(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | null = frame; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Binds a name, once per block. */
export function bindName(frame: Frame, name: Name, value: Value): void {
  if (frame.names.has(name.text))
    refuse(frame, 'duplicate-name', 'default', name.span, { name: name.text });
  frame.names.set(name.text, value);
}

/** Stops the statement being read; silently where the cause was reported before. */
export class Unreadable extends Error {
  readonly diagnostic: Diagnostic | null;
  constructor(diagnostic: Diagnostic | null) {
    super(diagnostic?.message ?? 'already reported');
    this.diagnostic = diagnostic;
  }
}

export function refuse<C extends Code, V extends Variant<C>>(
  frame: Frame,
  code: C,
  variant: V,
  span: Span,
  values: Values<C, V>,
  extras: Extras = {},
): never {
  throw new Unreadable(diagnose(code, variant, locate(frame.reading, span), values, extras));
}

/** Names a construct that no circuit can hold. */
export function unsupported(
  frame: Frame,
  span: Span,
  construct: string,
  reason: string,
  help?: string,
): never {
  const extras = help === undefined ? {} : { help };
  refuse(frame, 'openqasm-unsupported', 'default', span, { construct, reason }, extras);
}

export function silently(): never {
  throw new Unreadable(null);
}

/** One more statement or pass; refuses programs that unfold without end. */
export function spend(frame: Frame, span: Span, steps = 1): void {
  const { reading } = frame;
  // Exhausted before: what follows would say the same.
  if (reading.budget < 0) silently();
  reading.budget -= steps;
  if (reading.budget >= 0) return;
  const most = MOST_STEPS.toLocaleString('en');
  unsupported(frame, span, 'This program', `unfolded it has more than ${most} steps`);
}

function locate(reading: Reading, span: Span): Location {
  return { file: reading.path, start: span.start, end: span.end };
}

/** The text at a place, for messages: one line, shortened. */
export function textAt(frame: Frame, span: Span): string {
  const line = frame.reading.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return line.length <= 48 ? line : `${line.slice(0, 45)}...`;
}
