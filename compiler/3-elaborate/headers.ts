import type { Parameter, TypeExpression } from '../../grammar/tree.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { emptyFindings, type Inference } from '../2-infer/context.ts';
import { inferenceRules } from '../2-infer/infer.ts';
import type { Inferred, Scope } from '../2-infer/inferred.ts';
import { known, valueOf, type Size } from '../2-infer/size.ts';
import { createSolver } from '../2-infer/solver.ts';
import { asTensor, described } from './describe.ts';
import { textAt, type Frame } from './frame.ts';
import { eitherWay, refuse } from './report.ts';
import { integerOf } from './tensor.ts';
import { elements, outcomeShape, type Tensor, type Value } from './value.ts';

/** A header being matched against a use: its size variables, as far as they are known. */
export interface Matching {
  readonly inference: Inference;
  readonly scope: Scope;
  /** The callee, as messages call it. */
  readonly name: string;
  /** What it calls the entries of its tensors. */
  readonly noun: 'features' | 'entries';
  /** What bound each size first, for messages. */
  readonly bound: Map<string, { readonly at: Location; readonly text: string }>;
}

export function createMatching(
  frame: Frame,
  file: string,
  name: string,
  noun: Matching['noun'],
): Matching {
  return {
    inference: {
      world: frame.elaboration.world,
      solver: createSolver(),
      findings: emptyFindings(),
      depth: 0,
      rules: inferenceRules,
    },
    scope: { path: file, names: new Map(), outer: undefined },
    name,
    noun,
    bound: new Map(),
  };
}

/** What a value is to inference: its sizes, all known. */
export function inferredOf(value: Value): Inferred {
  switch (value.kind) {
    case 'tensor': {
      const integer = value.element.kind === 'int' ? integerOf(value) : undefined;
      if (integer !== undefined && value.shape.length === 0)
        return { kind: 'int', size: known(integer) };
      const classes = value.element.kind === 'class' ? { classes: known(value.element.count) } : {};
      return { kind: 'tensor', dims: value.shape.map(known), ...classes };
    }
    case 'observable':
      return { kind: 'tensor', dims: value.shape.map(known), observable: true };
    case 'qubits':
      return { kind: 'qubits', size: known(value.ids.length) };
    case 'range':
      return { kind: 'range', size: known(Math.ceil((value.end - value.start) / value.step)) };
    case 'outcome':
      return { kind: 'tensor', dims: outcomeShape(value).map(known) };
    case 'items':
    case 'callable':
    case 'string':
    case 'boolean':
    case 'hole':
    case 'failed':
      return { kind: 'other' };
  }
}

/** Holds an argument against its parameter's type; refuses with both sides where they do not fit. */
export function matchParameter(
  frame: Frame,
  matching: Matching,
  parameter: Parameter,
  value: Value,
  at: Location,
): void {
  const { inference, scope } = matching;
  const name = parameter.name.text;
  const declared = parameterText(frame, scope.path, parameter);
  checkKind(frame, matching, parameter, value, at);
  const given = inferredOf(value);
  if (parameter.type.name.text === 'int' && parameter.type.suffixes.length === 0) {
    if (given.kind !== 'int') {
      refuse('type-mismatch', 'default', at, {
        what: `\`${textAt(frame, at)}\``,
        found: described(value),
        wanted: `an int for \`${name}\` of \`${matching.name}\``,
      });
    }
    scope.names.set(name, given);
    return;
  }
  const wanted = inference.rules.type(inference, scope, parameter.type);
  scope.names.set(
    name,
    wanted.kind === 'other'
      ? given
      : {
          ...wanted,
          ...(given.kind === 'tensor' && wanted.kind === 'tensor' && wanted.dims === undefined
            ? { dims: given.dims }
            : {}),
        },
  );
  if (wanted.kind === 'qubits' && value.kind === 'qubits') {
    matchSize(frame, matching, wanted.size, value.ids.length, at, declared, 'qubits');
  }
  if (wanted.kind !== 'tensor') return;
  if (value.kind === 'outcome' && wanted.dims !== undefined)
    matchShape(frame, matching, wanted.dims, outcomeShape(value), value, at, declared);
  if (value.kind !== 'tensor' && value.kind !== 'observable') return;
  if (wanted.classes && value.kind === 'tensor' && value.element.kind === 'class') {
    matchSize(frame, matching, wanted.classes, value.element.count, at, declared, 'classes');
  }
  if (wanted.dims !== undefined)
    matchShape(frame, matching, wanted.dims, value.shape, value, at, declared);
}

function matchShape(
  frame: Frame,
  matching: Matching,
  wanted: readonly Size[],
  shape: readonly number[],
  value: Value,
  at: Location,
  declared: string,
): void {
  if (wanted.length !== shape.length) {
    if (wanted.length === 1 && elements(shape) === 1 && wanted[0]) {
      matchSize(frame, matching, wanted[0], 1, at, declared, matching.noun);
      return;
    }
    if (wanted.length === 0 && elements(shape) === 1) return;
    refuse('type-mismatch', 'default', at, {
      what: `\`${textAt(frame, at)}\``,
      found: described(value),
      wanted: `\`${declared}\` of \`${matching.name}\``,
    });
  }
  wanted.forEach((size, axis) =>
    matchSize(frame, matching, size, shape[axis]!, at, declared, matching.noun),
  );
}

/** One size against its number; on conflict the message shows who bound the size first. */
export function matchSize(
  frame: Frame,
  matching: Matching,
  size: Size,
  actual: number,
  at: Location,
  declared: string,
  noun: string,
): void {
  const { solver } = matching.inference;
  const unknowns = [...solver.resolve(size).terms.keys()];
  if (solver.equate(size, known(actual))) {
    for (const variable of unknowns) {
      if (!matching.bound.has(variable.name))
        matching.bound.set(variable.name, { at, text: textAt(frame, at) });
    }
    return;
  }
  conflict(frame, matching, size, actual, at, declared, noun);
}

function conflict(
  frame: Frame,
  matching: Matching,
  size: Size,
  actual: number,
  at: Location,
  declared: string,
  noun: string,
): never {
  const resolved = matching.inference.solver.resolve(size);
  const wanted = valueOf(resolved);
  const power = [...size.terms.keys()].some((variable) => variable.power !== undefined);
  const here = `\`${textAt(frame, at)}\` ${noun === 'features' ? 'gives' : 'has'} ${actual} ${noun}`;
  if (power && !Number.isInteger(Math.log2(actual))) {
    const [below, above] = [Math.floor, Math.ceil].map((round) => 2 ** round(Math.log2(actual)));
    refuse(
      'size-mismatch',
      'power',
      at,
      { left: here, value: actual, next: `\`pad(${above ?? 2})\`` },
      {
        label: `${actual} ${noun}`,
        numbers: eitherWay(actual, above ?? 2, below ?? 1).slice(0, 2),
      },
    );
  }
  if (wanted === undefined) {
    refuse('size-mismatch', 'default', at, {
      left: here,
      right: `\`${matching.name}\` takes \`${declared}\``,
    });
  }
  const first = [...matching.bound.values()].find((one) => one.at !== at);
  refuse(
    'size-mismatch',
    'default',
    at,
    { left: here, right: `\`${matching.name}\` takes ${wanted} here (\`${declared}\`)` },
    {
      label: `${actual} ${noun}`,
      numbers: eitherWay(actual, wanted),
      related: first ? [{ at: first.at, label: `this makes it ${wanted}` }] : [],
    },
  );
}

function checkKind(
  frame: Frame,
  matching: Matching,
  parameter: Parameter,
  value: Value,
  at: Location,
): void {
  const wanted = parameter.type.name.text;
  const what = `\`${textAt(frame, at)}\``;
  const mismatch = (text: string): never =>
    refuse('type-mismatch', 'default', at, {
      what,
      found: described(value),
      wanted: `${text} for \`${parameter.name.text}\` of \`${matching.name}\``,
    });
  switch (wanted) {
    case 'circuit':
    case 'function':
      if (value.kind !== 'callable') mismatch(`a ${wanted}`);
      return;
    case 'qubit':
      if (value.kind !== 'qubits') mismatch('a register');
      return;
    case 'observable':
      if (value.kind !== 'observable') mismatch('an observable');
      return;
    case 'string':
      if (value.kind !== 'string') mismatch('a string');
      return;
    case 'bool':
      if (value.kind !== 'boolean') mismatch('a bool');
      return;
    default: {
      if (wanted === 'bit' && value.kind === 'outcome') return;
      const tensor = asTensor(frame.elaboration.graph, value);
      if (tensor === undefined) return mismatch(`\`${wanted}\``);
      checkElement(matching, parameter, tensor, what, at, mismatch);
      checkRate(wanted, tensor, what, at);
    }
  }
}

function checkElement(
  matching: Matching,
  parameter: Parameter,
  tensor: Tensor,
  what: string,
  at: Location,
  mismatch: (text: string) => never,
): void {
  const wanted = parameter.type.name.text;
  const isClass = tensor.element.kind === 'class';
  if ((wanted === 'class' || wanted === 'word') !== isClass) {
    if (isClass) {
      const taker = `\`${matching.name}\` takes numbers for \`${parameter.name.text}\``;
      refuse('type-mismatch', 'class', at, { what, taker });
    }
    mismatch(`a ${wanted}`);
  }
  if (wanted === 'int' && tensor.element.kind !== 'int') mismatch('an int');
  if (wanted === 'bit' && tensor.element.kind === 'real') mismatch('bits');
}

function checkRate(wanted: string, tensor: Tensor, what: string, at: Location): void {
  const isPair = tensor.rate === 'pair';
  if (wanted === 'pair' && tensor.rate === 'sample') {
    refuse('rate-mismatch', 'default', at, {
      what,
      found: 'one sample',
      wanted: 'a pair of samples',
    });
  }
  if (wanted !== 'pair' && isPair) {
    refuse('rate-mismatch', 'default', at, {
      what,
      found: 'a pair of samples',
      wanted: 'one sample',
    });
  }
}

/** `x: real[n]`, as the header says it. */
export function parameterText(frame: Frame, file: string, parameter: Parameter): string {
  return textAt(frame, { file, start: parameter.name.span.start, end: parameter.type.span.end });
}

/** The integer a name of the header came to be, or undefined. */
export function settledInt(matching: Matching, name: string): number | undefined {
  const found = matching.scope.names.get(name);
  return found?.kind === 'int' ? valueOf(matching.inference.solver.resolve(found.size)) : undefined;
}

/** Holds a function's value against its declared result. */
export function matchShapeOfResult(
  frame: Frame,
  matching: Matching,
  type: TypeExpression,
  value: Value,
  at: Location,
): void {
  if (value.kind !== 'tensor') return;
  const wanted = matching.inference.rules.type(matching.inference, matching.scope, type);
  if (wanted.kind !== 'tensor' || wanted.dims === undefined) return;
  matchShape(
    frame,
    matching,
    wanted.dims,
    value.shape,
    value,
    at,
    textAt(frame, { file: frame.file, start: type.span.start, end: type.span.end }),
  );
}
