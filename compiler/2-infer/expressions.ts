import type { Binary, Expression, Index, NumberLiteral } from '../../grammar/tree.ts';
import type { Inference } from './context.ts';
import { unify } from './unify.ts';
import { asTensor, joined, other, tensor, type Inferred, type Scope } from './inferred.ts';
import { known, minus, plus, times, unknown, valueOf, type Size } from './size.ts';

/** The shape of an expression, as far as it can be told; never an error. */
export function inferExpression(
  inference: Inference,
  scope: Scope,
  expression: Expression,
): Inferred {
  const again = (part: Expression): Inferred => inferExpression(inference, scope, part);
  switch (expression.kind) {
    case 'number':
      return inferNumber(expression);
    case 'call':
      return inference.rules.call(inference, scope, expression, []);
    case 'pipe':
      return inference.rules.call(inference, scope, expression.call, [again(expression.value)]);
    case 'parenthesised':
      return again(expression.value);
    case 'else': {
      const value = again(expression.value);
      unify(inference, value, again(expression.fallback));
      return value;
    }
    case 'unary': {
      const value = again(expression.operand);
      return value.kind === 'int' ? { kind: 'int', size: times(value.size, -1) } : value;
    }
    case 'binary':
      return inferBinary(inference, expression, again(expression.left), again(expression.right));
    case 'join':
      return joined(expression.parts.map(again));
    case 'range':
      return { kind: 'range', size: rangeSize(inference, scope, expression) };
    case 'index':
      return inferIndex(inference, scope, expression);
    case 'string':
    case 'boolean':
    case 'hole':
    case 'missing':
      return other;
  }
}

function inferNumber(expression: NumberLiteral): Inferred {
  return expression.integer && expression.unit === null
    ? { kind: 'int', size: known(Number(expression.digits)) }
    : tensor();
}

function rangeSize(
  inference: Inference,
  scope: Scope,
  range: Extract<Expression, { kind: 'range' }>,
): Size {
  const end = (part: Expression): Size | undefined => {
    const value = inferExpression(inference, scope, part);
    return value.kind === 'int' ? value.size : undefined;
  };
  const [from, to] = [end(range.start), end(range.end)];
  if (from === undefined || to === undefined) return unknown('range');
  const span = minus(to, from);
  if (range.step === null) return span;
  const step = end(range.step);
  const [length, by] = [valueOf(inference.solver.resolve(span)), step && valueOf(step)];
  return length === undefined || by === undefined
    ? unknown('range')
    : known(Math.ceil(length / by));
}

function inferBinary(
  inference: Inference,
  expression: Binary,
  left: Inferred,
  right: Inferred,
): Inferred {
  if (left.kind === 'int' && right.kind === 'int') {
    const size = integerArithmetic(inference, expression.operator, left.size, right.size);
    return size === undefined ? tensor() : { kind: 'int', size };
  }
  const [a, b] = [asTensor(left), asTensor(right)];
  if (a?.dims === undefined || b?.dims === undefined) return a ?? b ?? other;
  if (expression.operator === '@') return matrixProduct(inference, a.dims, b.dims);
  const [long, short] = a.dims.length >= b.dims.length ? [a, b] : [b, a];
  const offset = (long.dims?.length ?? 0) - (short.dims?.length ?? 0);
  short.dims?.forEach((size, index) =>
    inference.solver.equate(size, long.dims?.[offset + index] ?? size),
  );
  const observable = a.observable ?? b.observable;
  return { kind: 'tensor', dims: long.dims, ...(observable ? { observable } : {}) };
}

function matrixProduct(inference: Inference, a: readonly Size[], b: readonly Size[]): Inferred {
  const [inner, outer] = [a.at(-1), b[0]];
  if (inner && outer) inference.solver.equate(inner, outer);
  return tensor(...a.slice(0, -1), ...b.slice(1));
}

function integerArithmetic(
  inference: Inference,
  operator: Binary['operator'],
  a: Size,
  b: Size,
): Size | undefined {
  const [x, y] = [valueOf(inference.solver.resolve(a)), valueOf(inference.solver.resolve(b))];
  switch (operator) {
    case '+':
      return plus(a, b);
    case '-':
      return minus(a, b);
    case '*':
      return x !== undefined ? times(b, x) : y !== undefined ? times(a, y) : unknown('product');
    case '/':
      return y === undefined || y === 0 ? unknown('quotient') : times(a, 1 / y);
    case '%':
      return x !== undefined && y !== undefined ? known(((x % y) + y) % y) : unknown('remainder');
    case '^':
      if (x !== undefined && y !== undefined) return known(x ** y);
      return x === 2 ? unknown('2^n', b) : unknown('power');
    case '@':
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'and':
    case 'or':
      return undefined;
  }
}

function inferIndex(inference: Inference, scope: Scope, expression: Index): Inferred {
  const value = inferExpression(inference, scope, expression.value);
  const indices = expression.indices.map((index) => inferExpression(inference, scope, index));
  if (value.kind === 'qubits') {
    const [index] = indices;
    return { kind: 'qubits', size: index?.kind === 'range' ? index.size : known(1) };
  }
  const found = asTensor(value);
  if (found?.dims === undefined) return other;
  const dims: Size[] = [];
  for (const [axis, index] of indices.entries()) {
    const size = found.dims[axis] ?? known(0);
    if (index.kind === 'range')
      dims.push(lengthFromEnd(inference, expression, axis, index.size, size));
    else if (index.kind === 'tensor') dims.push(...(index.dims ?? []));
  }
  return { ...found, dims: [...dims, ...found.dims.slice(indices.length)] };
}

/** A negative end of a slice counts from the end, so its length depends on the axis. */
function lengthFromEnd(
  inference: Inference,
  expression: Index,
  axis: number,
  length: Size,
  size: Size,
): Size {
  const index = expression.indices[axis];
  if (index?.kind !== 'range') return length;
  const negative = (part: Expression): boolean => part.kind === 'unary' && part.operator === '-';
  let result = length;
  if (negative(index.end)) result = plus(result, size);
  if (negative(index.start)) result = minus(result, size);
  return inference.solver.resolve(result);
}
