import type {
  Binary,
  Expression,
  FunctionCall,
  Operand,
  Unary,
} from '../../grammar/openqasm/index.ts';
import { exact, type Affine, type Exact } from '../../runtime/program/index.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { addAngles, constantAngle, scaleAngle } from '../passes/angles.ts';
import { counted } from '../3-elaborate/report.ts';
import { argumentCount, functions, power, remainder } from './functions.ts';
import { constants, numberOf } from './literals.ts';
import { affineOf, described } from './numbers.ts';
import { itemsOf } from './operands.ts';
import {
  findName,
  refuse,
  silently,
  textAt,
  unsupported,
  type Frame,
  type Value,
} from './reading.ts';

/** What an expression means: numbers exactly, and inputs as affine forms. */
export function evaluate(frame: Frame, expression: Expression): Value {
  switch (expression.kind) {
    case 'number':
      return number(constantAngle(numberOf(expression.digits)));
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'reference':
      return reference(frame, expression.operand);
    case 'function':
      return call(frame, expression);
    case 'unary':
      return unary(frame, expression);
    case 'binary':
      return binary(frame, expression);
  }
}

function reference(frame: Frame, operand: Operand): Value {
  const { text } = operand.name;
  const found = findName(frame, text);
  if (found?.kind === 'failed') silently();
  if (found !== undefined && operand.indices.length === 0) return found;
  if (found?.kind === 'bits' || found?.kind === 'qubits')
    return itemsOf(frame, operand, found.kind);
  const constant = constants.get(text);
  if (constant !== undefined && operand.indices.length === 0)
    return number(constantAngle(constant));
  if (found !== undefined) {
    refuse(frame, 'type-mismatch', 'default', operand.span, {
      what: `\`${text}\``,
      found: described(found),
      wanted: 'a register',
    });
  }
  return unknownName(frame, operand, 'value');
}

function unknownName(frame: Frame, operand: Operand, what: string): never {
  const { text, span } = operand.name;
  frame.names.set(text, { kind: 'failed' });
  refuse(frame, 'unknown-name', 'default', span, { what, name: text });
}

function call(frame: Frame, { name, arguments: given, span }: FunctionCall): Value {
  const rule = functions.get(name.text);
  if (rule === undefined) {
    const near = nearest(name.text, [...functions.keys()]);
    refuse(
      frame,
      'unknown-name',
      'default',
      name.span,
      { what: 'function', name: name.text },
      near === undefined ? {} : { help: `Did you mean \`${near}\`?` },
    );
  }
  const wanted = argumentCount(name.text);
  if (given.length !== wanted) {
    refuse(frame, 'unknown-argument', 'many', span, {
      callee: name.text,
      wanted: counted(wanted, 'argument'),
      given: given.length,
    });
  }
  const values = given.map((one) => affineOf(frame, one));
  const fixed = values.flatMap(constantOf);
  if (fixed.length < values.length) notAffine(frame, span);
  const [x = exact.zero, y = exact.zero] = fixed;
  return number(constantAngle(rule(x, y)));
}

function unary(frame: Frame, { operator, operand, span }: Unary): Value {
  if (operator === '!') {
    const value = evaluate(frame, operand);
    if (value.kind === 'failed') silently();
    if (value.kind === 'boolean') return { kind: 'boolean', value: !value.value };
    unsupported(
      frame,
      span,
      `\`${textAt(frame, span)}\``,
      'it is not known before the circuit runs',
    );
  }
  if (operator === '~') bitwise(frame, span, operator);
  const value = affineOf(frame, operand);
  return number(operator === '-' ? scaleAngle(value, exact.integer(-1)) : value);
}

function binary(frame: Frame, expression: Binary): Value {
  const { operator, left, right, span } = expression;
  switch (operator) {
    case '+':
      return number(addAngles(affineOf(frame, left), affineOf(frame, right)));
    case '-': {
      const less = scaleAngle(affineOf(frame, right), exact.integer(-1));
      return number(addAngles(affineOf(frame, left), less));
    }
    case '*': {
      const [a, b] = [affineOf(frame, left), affineOf(frame, right)];
      const [x] = constantOf(a);
      const [y] = constantOf(b);
      if (x !== undefined) return number(scaleAngle(b, x));
      return y === undefined ? notAffine(frame, span) : number(scaleAngle(a, y));
    }
    case '/': {
      const [by] = constantOf(affineOf(frame, right));
      if (by === undefined) notAffine(frame, span);
      return number(divided(affineOf(frame, left), by));
    }
    case '**':
    case '%': {
      const [x] = constantOf(affineOf(frame, left));
      const [y] = constantOf(affineOf(frame, right));
      if (x === undefined || y === undefined) notAffine(frame, span);
      return number(constantAngle(operator === '%' ? remainder(x, y) : power(x, y)));
    }
    case '&&':
    case '||':
      return logical(frame, expression);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(frame, expression);
    default:
      return bitwise(frame, span, operator);
  }
}

function divided({ constant, terms }: Affine, by: Exact): Affine {
  return {
    constant: exact.divide(constant, by),
    terms: terms.map(({ leaf, coefficient }) => ({
      leaf,
      coefficient: exact.divide(coefficient, by),
    })),
  };
}

function logical(frame: Frame, { operator, left, right, span }: Binary): Value {
  const [a, b] = [evaluate(frame, left), evaluate(frame, right)];
  if (a.kind === 'failed' || b.kind === 'failed') silently();
  if (a.kind !== 'boolean' || b.kind !== 'boolean')
    unsupported(
      frame,
      span,
      `\`${textAt(frame, span)}\``,
      'it is not known before the circuit runs',
    );
  return { kind: 'boolean', value: operator === '&&' ? a.value && b.value : a.value || b.value };
}

function comparison(frame: Frame, { operator, left, right, span }: Binary): Value {
  const [x] = constantOf(affineOf(frame, left));
  const [y] = constantOf(affineOf(frame, right));
  if (x === undefined || y === undefined)
    unsupported(frame, span, `\`${textAt(frame, span)}\``, 'it depends on an input');
  const difference = exact.toNumber(exact.subtract(x, y));
  return { kind: 'boolean', value: holds(operator, difference) };
}

function holds(operator: string, difference: number): boolean {
  switch (operator) {
    case '==':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    default:
      return difference >= 0;
  }
}

function constantOf({ constant, terms }: Affine): readonly Exact[] {
  return terms.length === 0 ? [constant] : [];
}

function number(value: Affine): Value {
  return { kind: 'number', value };
}

function notAffine(frame: Frame, span: Expression['span']): never {
  return unsupported(
    frame,
    span,
    `\`${textAt(frame, span)}\``,
    'an angle is a sum of inputs times numbers',
    'Compute it outside, and make the result an input.',
  );
}

function bitwise(frame: Frame, span: Expression['span'], operator: string): never {
  return unsupported(
    frame,
    span,
    `\`${operator}\``,
    'bits are not computed with',
    operator === '^' ? 'A power is written `**` in OpenQASM 3.' : undefined,
  );
}
