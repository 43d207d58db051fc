import type { Expression, Name, Parameter, Span } from '../../grammar/tree.ts';
import { exact, type Affine, type Condition, type Exact } from '../../runtime/program/index.ts';

/** An affine form as an expression of the language. */
export function angleAt(
  { constant, terms }: Affine,
  inputs: readonly string[],
  span: Span,
): Expression {
  const parts = terms.map(({ leaf, coefficient }): Expression => {
    const input = valueAt(inputs[leaf]!, span);
    return exact.isOne(coefficient) ? input : binary('*', exactAt(coefficient, span), input, span);
  });
  const all =
    exact.isZero(constant) && parts.length > 0 ? parts : [...parts, exactAt(constant, span)];
  return all.reduce((left, right) => binary('+', left, right, span));
}

function exactAt(value: Exact, span: Span): Expression {
  if (value.decimal !== undefined) return decimalAt(value.decimal, span);
  const parts: Expression[] = [];
  const { rational, pi } = value;
  if (rational[0] !== 0 || pi[0] === 0) parts.push(fractionAt(rational, span));
  if (pi[0] !== 0) {
    parts.push(binary('*', fractionAt(pi, span), valueAt('pi', span), span));
  }
  return parts.reduce((left, right) => binary('+', left, right, span));
}

function fractionAt([numerator, denominator]: Exact['rational'], span: Span): Expression {
  const above = decimalAt(numerator, span);
  return denominator === 1 ? above : binary('/', above, integerAt(denominator, span), span);
}

function decimalAt(value: number, span: Span): Expression {
  const digits = String(Math.abs(value));
  const integer = /^\d+$/.test(digits);
  const number: Expression = { kind: 'number', digits, integer, unit: null, span };
  return value < 0 ? { kind: 'unary', operator: '-', operand: number, span } : number;
}

export function integerAt(value: number, span: Span): Expression {
  return { kind: 'number', digits: String(value), integer: true, unit: null, span };
}

function binary(
  operator: '+' | '*' | '/',
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  return { kind: 'binary', operator, left, right, span };
}

export function valueAt(name: string, span: Span): Expression {
  return { kind: 'call', name: nameAt(name, span), called: false, arguments: [], span };
}

export function nameAt(text: string, span: Span): Name {
  return { text, span };
}

export function parameterAt(input: string, span: Span): Parameter {
  return {
    name: nameAt(input, span),
    type: { kind: 'type', name: nameAt('angle', span), arguments: [], suffixes: [], span },
    default: null,
    span,
  };
}

/** What must hold of outcomes, in the language; `names` are those of the bits. */
export function conditionAt(
  condition: Condition,
  names: readonly string[],
  span: Span,
): Expression {
  switch (condition.kind) {
    case 'bit':
      return valueAt(names[condition.bit]!, span);
    case 'not':
      return {
        kind: 'unary',
        operator: 'not',
        operand: conditionAt(condition.of, names, span),
        span,
      };
    case 'and':
    case 'or':
    case 'same': {
      const [left, right] = [condition.left, condition.right].map((part) =>
        conditionAt(part, names, span),
      );
      const operator = condition.kind === 'same' ? '==' : condition.kind;
      return { kind: 'binary', operator, left: left!, right: right!, span };
    }
  }
}
