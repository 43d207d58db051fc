/**
 * The syntax tree: what was written, where, and nothing about what it means.
 *
 * Every node carries a `span` of UTF-16 offsets, half open. A tree is a value; the parser returns one for any text,
 * with `missing` expressions where a part could not be read.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name as written, with its place. A name the parser had to invent has empty text. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

export interface Comment {
  /** `line` is `//`, `doc` is `///` (of the next declaration), `file` is `//!`. */
  readonly kind: 'line' | 'doc' | 'file';
  /** The text without its marker and one leading blank. */
  readonly text: string;
  readonly span: Span;
}

export interface SourceFile {
  readonly kind: 'file';
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
  /** The text of the `//!` lines at the top, joined by newlines. */
  readonly doc: string;
  readonly span: Span;
}

interface Node {
  readonly span: Span;
}

interface Documented extends Node {
  /** The `///` lines directly above, joined by newlines; empty without any. */
  readonly doc: string;
}

export type Declaration =
  | UseVersion
  | UseImport
  | Let
  | FunctionDeclaration
  | CircuitDeclaration
  | ModelDeclaration
  | DataDeclaration
  | TargetDeclaration
  | TrainDeclaration
  | CompareDeclaration;

/** `use qmm 1` */
export interface UseVersion extends Node {
  readonly kind: 'use-version';
  readonly language: Name;
  readonly version: number;
}

/** `use a, b as c from "path"` */
export interface UseImport extends Node {
  readonly kind: 'use-import';
  readonly imports: readonly {
    readonly name: Name;
    readonly alias: Name | null;
    readonly span: Span;
  }[];
  readonly path: string;
  readonly pathSpan: Span;
}

export interface Let extends Documented {
  readonly kind: 'let';
  readonly name: Name;
  readonly type: TypeExpression | null;
  readonly value: Expression;
}

export interface Param extends Documented {
  readonly kind: 'param';
  readonly name: Name;
  readonly type: TypeExpression;
  readonly start: Expression | null;
}

export interface Fit extends Documented {
  readonly kind: 'fit';
  readonly name: Name;
  readonly value: Expression;
}

export interface Require extends Node {
  readonly kind: 'require';
  readonly condition: Expression;
  readonly message: string | null;
}

export type Step = Let | Param | Fit | Require;

export interface Parameter extends Node {
  readonly name: Name;
  readonly type: TypeExpression;
  readonly default: Expression | null;
}

/** `q`, `q[n]` in a circuit header or a `register` statement. */
export interface Wire extends Node {
  readonly name: Name;
  readonly size: Expression | null;
}

export interface FunctionDeclaration extends Documented {
  readonly kind: 'function';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly result: TypeExpression | null;
  readonly body: readonly (Step | Sentence)[];
  readonly value: Expression;
  /** From `function` to the end of the parameters or result type. */
  readonly header: Span;
}

export interface CircuitDeclaration extends Documented {
  readonly kind: 'circuit';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly wires: readonly Wire[];
  readonly body: Block;
  /** From `circuit` to the end of the last wire. */
  readonly header: Span;
}

export interface ModelDeclaration extends Documented {
  readonly kind: 'model';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly items: readonly Item[];
  readonly header: Span;
}

export type Item = Modality | Label | Readout | Objective | Metric | Step | Sentence;

export interface Modality extends Documented {
  readonly kind: 'modality';
  readonly name: Name;
  readonly type: TypeExpression;
}

export interface Label extends Documented {
  readonly kind: 'label';
  readonly name: Name;
  readonly type: TypeExpression;
}

export interface Readout extends Documented {
  readonly kind: 'readout';
  readonly name: Name;
  readonly type: TypeExpression | null;
  readonly value: Expression;
}

export interface Objective extends Documented {
  readonly kind: 'objective';
  readonly name: Name | null;
  readonly value: Expression;
}

export interface Metric extends Documented {
  readonly kind: 'metric';
  readonly name: Name;
  readonly value: Expression;
}

export type Sentence = Register | Encode | Fuse | Evolve;

export interface Register extends Documented {
  readonly kind: 'register';
  readonly wires: readonly Wire[];
}

export interface Encode extends Documented {
  readonly kind: 'encode';
  readonly values: readonly Expression[];
  readonly operands: readonly Operand[];
  readonly circuit: Call;
}

export interface Fuse extends Documented {
  readonly kind: 'fuse';
  readonly operands: readonly Operand[];
  readonly circuit: Call;
}

export interface Evolve extends Documented {
  readonly kind: 'evolve';
  readonly operands: readonly Operand[];
  readonly circuit: Call;
}

export type Operand = WireOperand | JoinedOperand;

/** `q`, `q[3]`, `q[0..2]` */
export interface WireOperand extends Node {
  readonly kind: 'wire';
  readonly name: Name;
  readonly index: Expression | null;
}

/** `[a, b]` */
export interface JoinedOperand extends Node {
  readonly kind: 'joined';
  readonly parts: readonly Operand[];
}

export interface Block extends Node {
  readonly kind: 'block';
  readonly steps: readonly GateStep[];
}

export type GateStep = Step | For | Repeat | If | Control | Inverse | GateOperation;

export interface For extends Node {
  readonly kind: 'for';
  /** One name without parentheses, or several in them. */
  readonly names: readonly Name[];
  readonly over: Expression;
  readonly body: Block;
}

export interface Repeat extends Node {
  readonly kind: 'repeat';
  readonly count: Expression;
  readonly body: Block;
}

export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Block;
  readonly else: If | Block | null;
}

export interface Control extends Node {
  readonly kind: 'control';
  readonly operand: Operand;
  readonly body: Block;
}

export interface Inverse extends Node {
  readonly kind: 'inverse';
  readonly body: Block;
}

/** `rz(w[0]) a` */
export interface GateOperation extends Node {
  readonly kind: 'operation';
  readonly name: Name;
  readonly arguments: readonly Argument[];
  readonly operands: readonly Operand[];
}

export interface DataDeclaration extends Documented {
  readonly kind: 'data';
  readonly name: Name;
  readonly source: Expression;
  readonly settings: Settings | null;
}

export interface TargetDeclaration extends Documented {
  readonly kind: 'target';
  readonly name: Name;
  readonly source: Expression;
  readonly settings: Settings | null;
}

export interface TrainDeclaration extends Documented {
  readonly kind: 'train';
  readonly name: Name | null;
  readonly model: Call;
  readonly data: Name;
  readonly settings: Settings | null;
}

export interface CompareDeclaration extends Documented {
  readonly kind: 'compare';
  readonly model: Name;
  readonly settings: Settings | null;
}

export interface Settings extends Node {
  readonly kind: 'settings';
  readonly entries: readonly (Setting | Stage | Require)[];
}

export interface Setting extends Node {
  readonly kind: 'setting';
  readonly key: Name;
  readonly value: Expression;
}

export interface Stage extends Node {
  readonly kind: 'stage';
  readonly name: Name;
  readonly settings: Settings;
}

/** `real[4]?`, `class("a", "b")`, `qubit[n]`, `circuit`: a head, then brackets and question marks left to right. */
export interface TypeExpression extends Node {
  readonly kind: 'type';
  readonly name: Name;
  readonly arguments: readonly Argument[];
  readonly suffixes: readonly TypeSuffix[];
}

export type TypeSuffix =
  | { readonly kind: 'dimensions'; readonly dimensions: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'any-shape'; readonly span: Span }
  | { readonly kind: 'optional'; readonly span: Span };

export type Expression =
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | Hole
  | Call
  | Join
  | Parenthesised
  | Unary
  | Binary
  | Range
  | Index
  | Pipe
  | Else
  | Missing;

/** `12`, `10_000`, `1e-3`, `0.5s`; the digits are kept so that the value stays exact. */
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  /** The digits without underscores or unit, e.g. `1e-3`. */
  readonly digits: string;
  readonly integer: boolean;
  readonly unit: Unit | null;
}

export type Unit = 'Hz' | 'kHz' | 's' | 'ms' | 'us' | 'ns' | 'deg';

export interface StringLiteral extends Node {
  readonly kind: 'string';
  /** With escapes resolved. */
  readonly value: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `_` */
export interface Hole extends Node {
  readonly kind: 'hole';
}

/** `name` or `name(...)`: `called` tells `f` from `f()`. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: Name;
  readonly called: boolean;
  readonly arguments: readonly Argument[];
}

export interface Argument extends Node {
  readonly name: Name | null;
  readonly value: Expression;
}

/** `[a, b]` */
export interface Join extends Node {
  readonly kind: 'join';
  readonly parts: readonly Expression[];
}

export interface Parenthesised extends Node {
  readonly kind: 'parenthesised';
  readonly value: Expression;
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '@' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `a..b by k`, half open. */
export interface Range extends Node {
  readonly kind: 'range';
  readonly start: Expression;
  readonly end: Expression;
  readonly step: Expression | null;
}

export interface Index extends Node {
  readonly kind: 'index';
  readonly value: Expression;
  readonly indices: readonly Expression[];
}

/** `value |> call` */
export interface Pipe extends Node {
  readonly kind: 'pipe';
  readonly value: Expression;
  readonly call: Call;
}

/** `value else fallback` */
export interface Else extends Node {
  readonly kind: 'else';
  readonly value: Expression;
  readonly fallback: Expression;
}

/** Where an expression could not be read; already reported. */
export interface Missing extends Node {
  readonly kind: 'missing';
}
