import type { Binary, Expression, NumberLiteral } from '../../grammar/tree.ts';
import { exact, type Exact } from '../../runtime/program/index.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import { locate, textAt, type Frame } from './frame.ts';
import { checkMissing } from './missing.ts';
import type { NumberChange } from '../diagnostics/diagnostic.ts';
import { counted, eitherWay, refuse, silently } from './report.ts';
import { indexed } from './slicing.ts';
import {
  arithmetic,
  commonShape,
  constantTensor,
  integerOf,
  joinedTensor,
  negated,
  numberOf,
  operationTensor,
  scalar,
  fastest,
  type Arithmetic,
} from './tensor.ts';
import { asTensor, described, shapeText } from './describe.ts';
import { combinedOutcome, notOutcome } from './outcomes.ts';
import { scaledObservable, sumObservables, productObservables } from './observables.ts';
import { elements, nothing, type Observable, type Tensor, type Value } from './value.ts';

/** The meaning of an expression; a `Refusal` is thrown where it has none. */
export function evaluate(frame: Frame, expression: Expression): Value {
  const { rules, graph } = frame.elaboration;
  switch (expression.kind) {
    case 'number':
      return scalar(graph, literal(expression));
    case 'string':
      return { kind: 'string', value: expression.value };
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'hole':
      return { kind: 'hole' };
    case 'missing':
      return { kind: 'failed' };
    case 'parenthesised':
      return evaluate(frame, expression.value);
    case 'call':
      return rules.call(frame, expression, []);
    case 'pipe': {
      const value = evaluate(frame, expression.value);
      if (value.kind === 'failed') silently();
      return rules.call(frame, expression.call, [
        { value, at: locate(frame, expression.value.span) },
      ]);
    }
    case 'unary':
      return unary(frame, expression);
    case 'binary':
      return binary(frame, expression);
    case 'join':
      return join(frame, expression);
    case 'range':
      return {
        kind: 'range',
        start: integer(frame, expression.start),
        end: integer(frame, expression.end),
        step: expression.step === null ? 1 : integer(frame, expression.step),
      };
    case 'index':
      return indexed(frame, expression);
    case 'else':
      return orElse(frame, expression);
  }
}

/** A literal, exactly; degrees become multiples of pi, times seconds, rates Hz. */
export function literal(expression: NumberLiteral): Exact {
  const value = exact.parseExact(expression.digits);
  switch (expression.unit) {
    case 'kHz':
      return exact.multiply(value, exact.integer(1000));
    case 'ms':
      return exact.multiply(value, exact.fraction(1, 1000));
    case 'us':
      return exact.multiply(value, exact.fraction(1, 1_000_000));
    case 'ns':
      return exact.multiply(value, exact.fraction(1, 1_000_000_000));
    case 'deg':
      return exact.multiply(value, exact.divide(exact.pi, exact.integer(180)));
    case 'Hz':
    case 's':
    case null:
      return value;
  }
}

/** An expression that must be an integer known to the compiler. */
export function integer(frame: Frame, expression: Expression): number {
  const value = evaluate(frame, expression);
  if (value.kind === 'failed') silently();
  const found = value.kind === 'tensor' ? integerOf(value) : undefined;
  if (found !== undefined) return found;
  const at = locate(frame, expression.span);
  const number = value.kind === 'tensor' ? numberOf(value) : undefined;
  if (number !== undefined && expression.kind === 'binary' && expression.operator === '/') {
    refuse('requirement-failed', 'division', at, {
      left: textAt(frame, locate(frame, expression.left.span)),
      right: textAt(frame, locate(frame, expression.right.span)),
    });
  }
  refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(frame, at)}\``,
    found: number === undefined ? described(value) : String(number),
    wanted: 'an int known to the compiler',
  });
}

function unary(frame: Frame, expression: Extract<Expression, { kind: 'unary' }>): Value {
  const value = evaluate(frame, expression.operand);
  if (value.kind === 'failed') silently();
  if (expression.operator === 'not') {
    if (value.kind === 'boolean') return { kind: 'boolean', value: !value.value };
    if (value.kind === 'outcome')
      return notOutcome(frame, value, locate(frame, expression.operand.span));
  } else if (value.kind === 'tensor') {
    return negated(frame.elaboration.graph, value);
  } else if (value.kind === 'observable') {
    return scaledObservable(value, -1);
  }
  const at = locate(frame, expression.span);
  refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(frame, locate(frame, expression.operand.span))}\``,
    found: described(value),
    wanted: expression.operator === 'not' ? 'a bool' : 'a number',
  });
}

const arithmeticNames: Partial<Record<Binary['operator'], Arithmetic>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  '^': 'power',
};

function binary(frame: Frame, expression: Binary): Value {
  const left = evaluate(frame, expression.left);
  const right = evaluate(frame, expression.right);
  if (left.kind === 'failed' || right.kind === 'failed') silently();
  const at = locate(frame, expression.span);
  if (left.kind === 'observable' || right.kind === 'observable') {
    return observableArithmetic(frame, expression, left, right);
  }
  const name = arithmeticNames[expression.operator];
  if (name === undefined && expression.operator !== '@')
    return comparison(frame, expression, left, right);
  const a = number(frame, expression.left, left);
  const b = number(frame, expression.right, right);
  if ((a.rate === 'sample' && b.rate === 'pair') || (a.rate === 'pair' && b.rate === 'sample')) {
    refuse('rate-mismatch', 'default', at, {
      what: `\`${textAt(frame, at)}\``,
      found: 'one sample on one side and of a pair on the other',
      wanted: 'one rate',
    });
  }
  const places = [expression.left, expression.right].map(({ span }) => locate(frame, span));
  checkMissing(frame, at, [a, b], places);
  if (name === undefined) return matrixProduct(frame, expression, a, b);
  const shape = commonShape(a.shape, b.shape);
  if (shape === undefined) {
    // Two numbers that do not fit are most often two sights of one size that is wrong.
    if (frame.elaboration.diagnostics.some(({ code }) => code === 'size-mismatch')) silently();
    refuse(
      'size-mismatch',
      'default',
      at,
      {
        left: `\`${textAt(frame, locate(frame, expression.left.span))}\` is ${shapeText(a)}`,
        right: `\`${textAt(frame, locate(frame, expression.right.span))}\` is ${shapeText(b)}`,
      },
      { numbers: differences(a.shape, b.shape) },
    );
  }
  return arithmetic(frame.elaboration.graph, name, a, b, shape);
}

/** Sizes of one shape that would have to be those of another, from the last axis on. */
function differences(a: readonly number[], b: readonly number[]): NumberChange[] {
  return a.flatMap((size, axis) => {
    const other = b[axis + b.length - a.length];
    return other === undefined || other === size ? [] : eitherWay(size, other);
  });
}

/** A value that has to be a number here: no class, no circuit. */
export function number(frame: Frame, expression: Expression, value: Value): Tensor {
  const at = locate(frame, expression.span);
  const what = `\`${textAt(frame, at)}\``;
  const tensor = asTensor(frame.elaboration.graph, value);
  if (tensor === undefined) {
    refuse('type-mismatch', 'default', at, { what, found: described(value), wanted: 'a number' });
  }
  if (tensor.element.kind === 'class') {
    refuse('type-mismatch', 'class', at, { what, taker: 'a number stands here' });
  }
  return tensor;
}

function matrixProduct(frame: Frame, expression: Binary, a: Tensor, b: Tensor): Tensor {
  const inner = a.shape.at(-1);
  const fits =
    a.shape.length <= 2 && b.shape.length <= 2 && a.shape.length > 0 && inner === b.shape[0];
  if (!fits) {
    refuse(
      'size-mismatch',
      'default',
      locate(frame, expression.span),
      {
        left: `\`${textAt(frame, locate(frame, expression.left.span))}\` is ${shapeText(a)}`,
        right: `\`${textAt(frame, locate(frame, expression.right.span))}\` is ${shapeText(b)}, and \`@\` wants the last size of the one to be the first of the other`,
      },
      { numbers: eitherWay(inner ?? 0, b.shape[0] ?? 0) },
    );
  }
  const shape = [...a.shape.slice(0, -1), ...b.shape.slice(1)];
  return operationTensor(frame.elaboration.graph, { kind: 'matmul' }, [a, b], { shape });
}

function observableArithmetic(
  frame: Frame,
  expression: Binary,
  left: Value,
  right: Value,
): Observable {
  const at = locate(frame, expression.span);
  const factor = (value: Value): number | undefined =>
    value.kind === 'tensor' ? numberOf(value) : undefined;
  if (left.kind === 'observable' && right.kind === 'observable') {
    const shape = commonShape(left.shape, right.shape);
    if (shape === undefined) {
      refuse('size-mismatch', 'default', at, {
        left: `\`${textAt(frame, locate(frame, expression.left.span))}\` has ${counted(elements(left.shape), 'observable')}`,
        right: `\`${textAt(frame, locate(frame, expression.right.span))}\` has ${elements(right.shape)}`,
      });
    }
    if (expression.operator === '+') return sumObservables(left, right, shape, 1);
    if (expression.operator === '-') return sumObservables(left, right, shape, -1);
    if (expression.operator === '*') {
      const product = productObservables(left, right, shape);
      if (product) return product;
    }
  } else if (left.kind === 'observable' || right.kind === 'observable') {
    const [observable, other] =
      left.kind === 'observable' ? [left, right] : [right as Observable, left];
    const scale = factor(other);
    if (scale !== undefined && expression.operator === '*')
      return scaledObservable(observable, scale);
    if (scale !== undefined && expression.operator === '/' && left.kind === 'observable') {
      return scaledObservable(observable, 1 / scale);
    }
  }
  const product = expression.operator === '@';
  const operator = locate(frame, {
    start: expression.left.span.end,
    end: expression.right.span.start,
  });
  refuse(
    'type-mismatch',
    'default',
    at,
    {
      what: `\`${textAt(frame, at)}\``,
      found: product ? 'a product of matrices' : 'no Hermitian observable',
      wanted: product
        ? 'a product of observables, which is written with `*`,'
        : 'a sum, a real multiple or a product of commuting Pauli observables',
    },
    product ? { fixes: [replacement('Write `*` in place of `@`', operator, ' * ')] } : {},
  );
}

function comparison(frame: Frame, expression: Binary, left: Value, right: Value): Value {
  const truth = (value: boolean): Value => ({ kind: 'boolean', value });
  if (left.kind === 'boolean' && right.kind === 'boolean') {
    if (expression.operator === 'and') return truth(left.value && right.value);
    if (expression.operator === 'or') return truth(left.value || right.value);
    if (expression.operator === '==') return truth(left.value === right.value);
    if (expression.operator === '!=') return truth(left.value !== right.value);
  }
  if (left.kind === 'outcome' || right.kind === 'outcome') {
    const combined = combinedOutcome(
      frame,
      expression.operator,
      { value: left, at: locate(frame, expression.left.span) },
      { value: right, at: locate(frame, expression.right.span) },
    );
    return combined ?? refuseOutcome(frame, expression);
  }
  const [a, b] = [left, right].map((value) =>
    value.kind === 'tensor' ? numberOf(value) : undefined,
  );
  if (a === undefined || b === undefined) {
    refuse('type-mismatch', 'default', locate(frame, expression.span), {
      what: `\`${textAt(frame, locate(frame, expression.span))}\``,
      found: 'not decided by the compiler',
      wanted: 'a comparison of sizes and ints',
    });
  }
  switch (expression.operator) {
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    default:
      return truth(a >= b);
  }
}

function refuseOutcome(frame: Frame, expression: Binary): never {
  return refuse('type-mismatch', 'default', locate(frame, expression.span), {
    what: `\`${textAt(frame, locate(frame, expression.span))}\``,
    found: 'no condition on a measured bit',
    wanted: 'bits joined by `and`, `or`, `not`, `==` or `!=`, or one compared with 0 or 1',
  });
}

function join(frame: Frame, expression: Extract<Expression, { kind: 'join' }>): Value {
  const { graph } = frame.elaboration;
  const parts = expression.parts.map((part) => evaluate(frame, part));
  const at = locate(frame, expression.span);
  if (parts.some((part) => part.kind === 'failed')) silently();
  if (parts.length > 0 && parts.every((part) => part.kind === 'qubits')) {
    const ids = parts.flatMap((part) => part.ids);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) {
      const part = parts.findLast((one) => one.ids.includes(twice));
      refuse('repeated-qubit', 'default', at, { what: part?.name ?? '' });
    }
    return { kind: 'qubits', ids, name: textAt(frame, at) };
  }
  if (parts.length > 0 && parts.every((part) => part.kind === 'outcome'))
    return { kind: 'outcome', entries: parts.flatMap((part) => part.entries) };
  if (parts.some((part) => part.kind === 'observable')) {
    const observables = parts.map((part, index) => {
      if (part.kind === 'observable') return part;
      return refuse('type-mismatch', 'default', locate(frame, expression.parts[index]!.span), {
        what: 'This part',
        found: described(part),
        wanted: 'an observable, as the others are',
      });
    });
    const entries = observables.flatMap((part) => part.entries);
    return { kind: 'observable', shape: [entries.length], entries };
  }
  const tensors = parts.map((part, index) => number(frame, expression.parts[index]!, part));
  if (tensors.length === 0) return constantTensor(graph, [], [0]);
  const rest = tensors.find((part) => part.shape.length > 1)?.shape.slice(1) ?? [];
  const odd = tensors.findIndex(
    (part) =>
      elements(part.shape) % elements(rest) !== 0 ||
      (rest.length > 0 && part.shape.slice(1).join() !== rest.join()),
  );
  if (odd >= 0) {
    refuse(
      'size-mismatch',
      'default',
      locate(frame, expression.parts[odd]!.span),
      {
        left: `this part is ${shapeText(tensors[odd]!)}`,
        right: `the others are rows of ${rest.join(' by ')}`,
      },
      { numbers: differences(tensors[odd]!.shape.slice(1), rest) },
    );
  }
  const rates = new Set(tensors.map((part) => part.rate));
  if (rates.has('pair') && rates.has('sample')) {
    refuse('rate-mismatch', 'default', at, {
      what: 'One part of this join',
      found: 'a pair of samples',
      wanted: 'one sample, as the others are',
    });
  }
  const places = expression.parts.map(({ span }) => locate(frame, span));
  checkMissing(frame, at, tensors, places);
  return joinedTensor(graph, tensors);
}

function orElse(frame: Frame, expression: Extract<Expression, { kind: 'else' }>): Value {
  const value = number(frame, expression.value, evaluate(frame, expression.value));
  const fallback = number(frame, expression.fallback, evaluate(frame, expression.fallback));
  if (
    value.shape.join() !== fallback.shape.join() &&
    elements(fallback.shape) !== elements(value.shape)
  ) {
    refuse(
      'size-mismatch',
      'default',
      locate(frame, expression.span),
      {
        left: `\`${textAt(frame, locate(frame, expression.value.span))}\` is ${shapeText(value)}`,
        right: `what stands in for it is ${shapeText(fallback)}`,
      },
      { numbers: differences(fallback.shape, value.shape) },
    );
  }
  if (![...value.needs].some((name) => frame.elaboration.optional.has(name))) {
    const { file, start, end } = locate(frame, expression.fallback.span);
    frame.elaboration.diagnostics.push(
      diagnose('never-missing', 'default', { file, start, end }, {}),
    );
  }
  const result = { shape: value.shape, rate: fastest(value.rate, fallback.rate) };
  const made = operationTensor(
    frame.elaboration.graph,
    { kind: 'else' },
    [value, fallback],
    result,
  );
  const needs = fallback.needs.size > 0 ? fallback.needs : nothing;
  return { ...made, needs, node: withNeeds(frame, made, needs) };
}

/** The stand-in makes the value present again, which the node says too. */
function withNeeds(frame: Frame, tensor: Tensor, needs: ReadonlySet<string>): () => number {
  return () => {
    const node = tensor.node();
    frame.elaboration.graph.nodes[node]!.needs = [...needs];
    return node;
  };
}
