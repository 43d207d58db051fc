import type {
  Call,
  Expression,
  Item,
  Sentence,
  Step,
  TypeExpression,
  Wire,
} from '../../grammar/tree.ts';
import type { World } from '../1-resolve/world.ts';
import type { Inferred, Scope } from './inferred.ts';
import type { Size } from './size.ts';
import type { Solver } from './solver.ts';

/** What inference finds out for one body: the sizes its text leaves out. */
export interface Findings {
  /** Of `int` parameters left to be inferred, by call and parameter name. */
  readonly widths: Map<Call, Map<string, Size>>;
  /** Of registers without a size in their declaration. */
  readonly registers: Map<Wire, Size>;
}

export interface Inference {
  readonly world: World;
  readonly solver: Solver;
  readonly findings: Findings;
  /** How deep the functions without a result type are being looked into; bounds recursion. */
  readonly depth: number;
  readonly rules: Rules;
}

/** The rules by kind of syntax; they need each other, so they meet here and not by importing one another. */
export interface Rules {
  expression(inference: Inference, scope: Scope, expression: Expression): Inferred;
  call(inference: Inference, scope: Scope, call: Call, leading: readonly Inferred[]): Inferred;
  type(inference: Inference, scope: Scope, type: TypeExpression): Inferred;
  statements(
    inference: Inference,
    scope: Scope,
    statements: readonly (Item | Step | Sentence)[],
  ): void;
}

export function emptyFindings(): Findings {
  return { widths: new Map(), registers: new Map() };
}
