import type { Expression, TypeExpression } from '../../grammar/tree.ts';
import type { Inference } from './context.ts';
import { find, other, type Inferred, type Scope } from './inferred.ts';
import { known, unknown, type Size } from './size.ts';

/**
 * The shape a type expression describes. A lower-case name in its brackets that nothing has bound yet is a size
 * variable: it is bound in `scope` to an unknown.
 */
export function inferType(inference: Inference, scope: Scope, type: TypeExpression): Inferred {
  const head = inferHead(inference, scope, type);
  const dimensions = type.suffixes.find((suffix) => suffix.kind === 'dimensions');
  if (type.suffixes.some((suffix) => suffix.kind === 'any-shape'))
    return { kind: 'tensor', dims: undefined };
  if (dimensions === undefined) return head;
  const sizes = dimensions.dimensions.map((part) => inferSize(inference, scope, part));
  if (head.kind === 'qubits') return { kind: 'qubits', size: sizes[0] ?? known(1) };
  return head.kind === 'tensor' ? { ...head, dims: [...(head.dims ?? []), ...sizes] } : head;
}

/** A size expression, its unbound names made size variables of `scope`. */
export function inferSize(inference: Inference, scope: Scope, expression: Expression): Size {
  bindNames(scope, expression);
  const value = inference.rules.expression(inference, scope, expression);
  return value.kind === 'int' ? value.size : unknown('size');
}

function bindNames(scope: Scope, expression: Expression): void {
  if (expression.kind === 'call' && !expression.called) {
    const { text } = expression.name;
    if (find(scope, text) === undefined)
      scope.names.set(text, { kind: 'int', size: unknown(text) });
  } else if (expression.kind === 'binary') {
    bindNames(scope, expression.left);
    bindNames(scope, expression.right);
  } else if (expression.kind === 'parenthesised') {
    bindNames(scope, expression.value);
  }
}

function inferHead(inference: Inference, scope: Scope, type: TypeExpression): Inferred {
  const size = (position: number, name?: string): Size | undefined => {
    const argument =
      name === undefined
        ? type.arguments.filter((one) => one.name === null)[position]
        : (type.arguments.find((one) => one.name?.text === name) ?? type.arguments[position]);
    return argument && inferSize(inference, scope, argument.value);
  };
  switch (type.name.text) {
    case 'real':
    case 'angle':
    case 'bit':
    case 'bool':
    case 'pair':
      return { kind: 'tensor', dims: [] };
    case 'int':
      return { kind: 'int', size: unknown('int') };
    case 'observable':
      return { kind: 'tensor', dims: [], observable: true };
    case 'qubit':
      return { kind: 'qubits', size: known(1) };
    case 'class':
      return { kind: 'tensor', dims: [], classes: classCount(inference, scope, type) };
    case 'word': {
      const modality = type.arguments[0]?.value;
      const value = modality && inference.rules.expression(inference, scope, modality);
      const classes = value?.kind === 'tensor' ? value.classes : undefined;
      return { kind: 'tensor', dims: [], ...(classes === undefined ? {} : { classes }) };
    }
    case 'image':
      return {
        kind: 'tensor',
        dims: type.arguments.map((_, index): Size => size(index) ?? known(1)),
      };
    case 'audio':
      return { kind: 'tensor', dims: [audioSize(type)] };
    case 'text':
      return {
        kind: 'tensor',
        dims: [size(0, 'words') ?? unknown('words')],
        classes: size(1, 'vocabulary') ?? unknown('vocabulary'),
      };
    default:
      return other;
  }
}

function classCount(inference: Inference, scope: Scope, type: TypeExpression): Size {
  const [first] = type.arguments;
  if (first === undefined) return unknown('classes');
  if (first.value.kind === 'string') return known(type.arguments.length);
  return inferSize(inference, scope, first.value);
}

function audioSize(type: TypeExpression): Size {
  const length = audioLength(type);
  return length === undefined ? unknown('length') : known(length);
}

/** Samples in an `audio(rate, length)`, from its two quantities. */
export function audioLength(type: TypeExpression): number | undefined {
  const [rate, length] = type.arguments.map((one) => quantity(one.value));
  return rate === undefined || length === undefined ? undefined : Math.round(rate * length);
}

/** A literal in the base unit of its kind: Hz, seconds, radians, or as it stands. */
export function quantity(expression: Expression): number | undefined {
  if (expression.kind !== 'number') return undefined;
  return Number(expression.digits) * unitFactor(expression.unit);
}

export function unitFactor(unit: Extract<Expression, { kind: 'number' }>['unit']): number {
  switch (unit) {
    case 'kHz':
      return 1000;
    case 'ms':
      return 1e-3;
    case 'us':
      return 1e-6;
    case 'ns':
      return 1e-9;
    case 'deg':
      return Math.PI / 180;
    case 'Hz':
    case 's':
    case null:
      return 1;
  }
}
