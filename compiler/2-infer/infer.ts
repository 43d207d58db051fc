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
import { inferCall } from './calls.ts';
import { emptyFindings, type Inference, type Rules } from './context.ts';
import { inferExpression } from './expressions.ts';
import type { Inferred, Scope } from './inferred.ts';
import { valueOf, type Size } from './size.ts';
import { createSolver } from './solver.ts';
import { inferStatements } from './statements.ts';
import { inferType } from './types.ts';
import { unify } from './unify.ts';

export const inferenceRules: Rules = {
  expression: inferExpression,
  call: inferCall,
  type: inferType,
  statements: inferStatements,
};

/** The sizes that the text of one body leaves out, settled from how they are used. */
export interface InferredSizes {
  /** The value of an `int` parameter that a call leaves to be inferred; undefined when nothing settles it. */
  width(call: Call, parameter: string): number | undefined;
  /** The size of a register declared without one; undefined when nothing settles it. */
  register(wire: Wire): number | undefined;
}

/**
 * Infers the sizes of one body whose own names (arguments, size variables) are given.
 * It reports nothing: the checker, which then knows all sizes, finds what does not fit.
 */
export function inferSizes(
  world: World,
  path: string,
  names: ReadonlyMap<string, Inferred>,
  statements: readonly (Item | Step | Sentence)[],
  result?: { readonly value: Expression; readonly type: TypeExpression | null },
): InferredSizes {
  const findings = emptyFindings();
  const solver = createSolver();
  const inference: Inference = {
    world,
    solver,
    findings,
    depth: 0,
    rules: inferenceRules,
  };
  const scope: Scope = { path, names: new Map(names), outer: undefined };
  inferStatements(inference, scope, statements);
  if (result) {
    const value = inferExpression(inference, scope, result.value);
    if (result.type) unify(inference, inferType(inference, scope, result.type), value);
  }
  const settled = (size: Size | undefined): number | undefined =>
    size && valueOf(solver.resolve(size));
  return {
    width: (call, parameter) => settled(findings.widths.get(call)?.get(parameter)),
    register: (wire) => settled(findings.registers.get(wire)),
  };
}
