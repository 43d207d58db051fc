/**
 * The syntax tree of an OpenQASM 2 or 3 program: what was written and where, nothing about what it means.
 *
 * Every node carries a `span` of UTF-16 offsets, half open. A statement that could not be read is not in it.
 */
import type { Name, Span } from '../tree.ts';

/** `^` is a power in OpenQASM 2 and a bitwise operator in 3; words such as `angle` are names in 2. */
export type Dialect = 2 | 3;

export interface OpenqasmFile {
  readonly dialect: Dialect;
  readonly statements: readonly Statement[];
}

interface Node {
  readonly span: Span;
}

export type Statement =
  | Include
  | QuantumDeclaration
  | ClassicalDeclaration
  | Alias
  | GateDefinition
  | OpaqueDeclaration
  | GateCall
  | Barrier
  | Delay
  | Reset
  | Measure
  | Assignment
  | If
  | For;

/** `include "stdgates.inc";` */
export interface Include extends Node {
  readonly kind: 'include';
  readonly path: string;
}

/** `qreg q[4];`, `qubit[4] q;`, `qubit q;` */
export interface QuantumDeclaration extends Node {
  readonly kind: 'quantum';
  readonly name: Name;
  readonly size: Expression | null;
}

/** `creg c[4];`, `bit[4] c = measure q;`, `input float[64] a;`, `const int n = 3;` */
export interface ClassicalDeclaration extends Node {
  readonly kind: 'classical';
  readonly role: 'variable' | 'constant' | 'input' | 'output';
  readonly type: ScalarType;
  readonly name: Name;
  readonly value: Expression | Measurement | null;
}

export interface ScalarType extends Node {
  readonly name: 'bit' | 'int' | 'uint' | 'float' | 'angle' | 'bool';
  /** Of `bit`, how many; of the others, their width in bits. */
  readonly size: Expression | null;
}

/** `let both = a ++ b[0:2];` */
export interface Alias extends Node {
  readonly kind: 'alias';
  readonly name: Name;
  readonly parts: readonly Operand[];
}

/** `gate name(a, b) q, r { ... }` */
export interface GateDefinition extends Node {
  readonly kind: 'gate';
  readonly name: Name;
  readonly parameters: readonly Name[];
  readonly qubits: readonly Name[];
  readonly body: readonly Statement[];
}

/** `opaque name(a) q;` */
export interface OpaqueDeclaration extends Node {
  readonly kind: 'opaque';
  readonly name: Name;
}

/** `inv @ ctrl @ rz(pi / 2) a, b[0];` */
export interface GateCall extends Node {
  readonly kind: 'call';
  /** Outermost first, as written. */
  readonly modifiers: readonly Modifier[];
  readonly name: Name;
  readonly arguments: readonly Expression[];
  readonly operands: readonly Operand[];
}

export interface Modifier extends Node {
  readonly kind: 'inv' | 'pow' | 'ctrl' | 'negctrl';
  readonly argument: Expression | null;
}

interface Barrier extends Node {
  readonly kind: 'barrier';
  /** Empty for all qubits. */
  readonly operands: readonly Operand[];
}

/** `delay[100ns] q;` */
interface Delay extends Node {
  readonly kind: 'delay';
  /** Empty for all qubits. */
  readonly operands: readonly Operand[];
}

interface Reset extends Node {
  readonly kind: 'reset';
  readonly operand: Operand;
}

/** `measure q -> c;`, `c = measure q;`, `measure q;` */
interface Measure extends Node {
  readonly kind: 'measure';
  readonly measurement: Measurement;
  readonly into: Operand | null;
}

export interface Measurement extends Node {
  readonly kind: 'measurement';
  readonly operand: Operand;
}

/** `n = 3;`, which is no part of a circuit. */
interface Assignment extends Node {
  readonly kind: 'assignment';
  readonly target: Operand;
}

export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** `for int i in [0:3] { ... }` */
export interface For extends Node {
  readonly kind: 'for';
  readonly name: Name;
  readonly over: Range | Listed;
  readonly body: readonly Statement[];
}

/** `q`, `q[2]`, `q[0:2]`, `q[{0, 2}]`, `$3`: a register, a bit or several. */
export interface Operand extends Node {
  readonly kind: 'operand';
  readonly name: Name;
  readonly indices: readonly (Expression | Range | Listed)[];
}

/** `[start:step:stop]`, with `stop` in it. */
export interface Range extends Node {
  readonly kind: 'range';
  readonly start: Expression | null;
  readonly step: Expression | null;
  readonly stop: Expression | null;
}

/** `{1, 2, 5}` */
export interface Listed extends Node {
  readonly kind: 'listed';
  readonly items: readonly Expression[];
}

export type Expression = NumberLiteral | BooleanLiteral | Reference | FunctionCall | Unary | Binary;

/** The digits as written, so that the value stays exact; underscores are left out. */
interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly digits: string;
}

interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `theta`, `pi`, `c[0]` */
interface Reference extends Node {
  readonly kind: 'reference';
  readonly operand: Operand;
}

/** `sin(theta)` */
export interface FunctionCall extends Node {
  readonly kind: 'function';
  readonly name: Name;
  readonly arguments: readonly Expression[];
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

export interface Binary extends Node {
  readonly kind: 'binary';
  /** As written, but `**` for the power of either dialect. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
