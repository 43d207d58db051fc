import type { Dialect, Expression } from './tree.ts';

/** A value with the signs before it, outermost first. */
export interface Term {
  readonly signs: readonly { readonly operator: string; readonly start: number }[];
  readonly value: Expression;
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const precedence: ReadonlyMap<string, number> = new Map(
  levels.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)),
);

/**
 * The tree of `term operator term operator ...`: a power binds tightest and to the right, then signs, then the
 * operators by level and to the left.
 */
export function climb(
  terms: readonly Term[],
  operators: readonly string[],
  dialect: Dialect,
): Expression {
  let at = 0;

  function power(): Expression {
    const { signs, value } = terms[at]!;
    let result = value;
    if (isPower(operators[at])) {
      at++;
      result = binary('**', value, power());
    }
    return signs.reduceRight<Expression>(
      (operand, { operator, start }) => ({
        kind: 'unary',
        operator,
        operand,
        span: { start, end: operand.span.end },
      }),
      result,
    );
  }

  function from(level: number): Expression {
    let left = power();
    for (;;) {
      const operator = operators[at];
      const found = operator === undefined ? undefined : precedence.get(operator);
      if (operator === undefined || found === undefined || found < level) return left;
      at++;
      left = binary(operator, left, from(found + 1));
    }
  }

  function isPower(operator: string | undefined): boolean {
    return operator === '**' || (dialect === 2 && operator === '^');
  }

  return from(0);
}

function binary(operator: string, left: Expression, right: Expression): Expression {
  return {
    kind: 'binary',
    operator,
    left,
    right,
    span: { start: left.span.start, end: right.span.end },
  };
}
