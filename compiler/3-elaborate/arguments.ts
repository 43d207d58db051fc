import type { Argument, Call, Parameter } from '../../grammar/tree.ts';
import { diagnose, didYouMean } from '../diagnostics/diagnose.ts';
import { habits } from '../diagnostics/habits.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { locate, type Frame } from './frame.ts';
import { createMatching, matchParameter, settledInt, type Matching } from './headers.ts';
import { counted, refuse, silently } from './report.ts';
import { scalar } from './tensor.ts';
import { exact } from '../../runtime/program/index.ts';
import type { Callable, Given, GivenValue, Value } from './value.ts';

/** The arguments of a call as written. */
export function givenArguments(frame: Frame, written: readonly Argument[]): Given {
  const waiting = written[0]?.name === null && written[0].value.kind === 'hole';
  const positional: GivenValue[] = [];
  const named = new Map<string, GivenValue>();
  for (const argument of waiting ? written.slice(1) : written) {
    const value = frame.elaboration.rules.expression(frame, argument.value);
    const at = locate(frame, argument.value.span);
    if (argument.name === null) positional.push({ value, at });
    else named.set(argument.name.text, { value, at, label: locate(frame, argument.name.span) });
  }
  return { waiting, positional, named };
}

/** Positional and named arguments by parameter name; refuses what no parameter takes. */
export function assignArguments(
  name: string,
  parameters: readonly string[],
  positional: readonly GivenValue[],
  named: ReadonlyMap<string, GivenValue>,
): Map<string, GivenValue> {
  const assigned = new Map<string, GivenValue>();
  for (const [index, value] of positional.entries()) {
    const parameter = parameters[index];
    if (parameter === undefined) {
      refuse('unknown-argument', 'many', value.at, {
        callee: name,
        wanted: counted(parameters.length, 'argument'),
        given: positional.length,
      });
    }
    assigned.set(parameter, value);
  }
  for (const [key, value] of named) {
    if (!parameters.includes(key)) {
      const near =
        parameters.find((one) => one === habits.arguments.get(key)) ?? nearest(key, parameters);
      const label = value.label ?? value.at;
      refuse(
        'unknown-argument',
        'default',
        label,
        { callee: name, name: key },
        near === undefined
          ? {
              help:
                parameters.length === 0
                  ? 'It takes none.'
                  : `It takes ${parameters.map((one) => `\`${one}\``).join(', ')}.`,
            }
          : didYouMean(label, near),
      );
    }
    assigned.set(key, value);
  }
  return assigned;
}

export interface BoundHeader {
  readonly names: Map<string, Value>;
  readonly matching: Matching;
}

/**
 * Binds a declared header: arguments in parameter order, then defaults; `inner` is the body's frame, in whose file
 * defaults are read.
 */
export function bindHeader(
  frame: Frame,
  inner: Frame,
  callable: Callable,
  parameters: readonly Parameter[],
  leading: readonly GivenValue[],
  at: Location,
): Matching {
  const { callee, given } = callable;
  const name =
    callee.kind === 'circuit' || callee.kind === 'function'
      ? callee.declared.declaration.name.text
      : callee.name;
  const assigned = assignArguments(
    name,
    parameters.map((one) => one.name.text),
    [...leading, ...given.positional],
    given.named,
  );
  const matching = createMatching(
    frame,
    inner.file,
    name,
    callee.kind === 'circuit' ? 'features' : 'entries',
  );
  for (const [index, parameter] of parameters.entries()) {
    const argument =
      assigned.get(parameter.name.text) ??
      defaultArgument(frame, inner, callable, parameter, index, at);
    if (argument.value.kind === 'failed') silently();
    if (argument.value.kind === 'hole') missing(name, parameter, index, at);
    matchParameter(frame, matching, parameter, argument.value, argument.at);
    inner.names.set(parameter.name.text, argument.value);
    bindSizes(inner, matching);
  }
  return matching;
}

/** Makes the size variables that are known by now names of the body. */
export function bindSizes(inner: Frame, matching: Matching): void {
  for (const name of matching.scope.names.keys()) {
    if (inner.names.has(name)) continue;
    const size = settledInt(matching, name);
    if (size !== undefined)
      inner.names.set(name, scalar(inner.elaboration.graph, exact.integer(size)));
  }
}

function defaultArgument(
  frame: Frame,
  inner: Frame,
  callable: Callable,
  parameter: Parameter,
  index: number,
  at: Location,
): GivenValue {
  const name = parameter.name.text;
  const callee = calleeText(callable);
  if (parameter.default === null) return missing(callee, parameter, index, at);
  if (parameter.default.kind !== 'hole') {
    return { value: inner.elaboration.rules.expression(inner, parameter.default), at };
  }
  const width = callable.width(name);
  if (width === undefined || !Number.isInteger(width)) {
    const { elaboration } = frame;
    elaboration.diagnostics.push(
      diagnose('size-not-inferred', 'argument', at, {
        name,
        callee,
        reason: 'neither what follows nor what comes before has a size',
      }),
    );
    // What should have settled it may be wrong in other ways, which say more.
    elaboration.guesses.add(name);
    return { value: scalar(elaboration.graph, exact.one), at };
  }
  return { value: scalar(frame.elaboration.graph, exact.integer(width)), at };
}

function missing(callee: string, parameter: Parameter, index: number, at: Location): never {
  const name = parameter.name.text;
  const feature = index === 0 && parameter.type.suffixes.length > 0;
  refuse('missing-argument', feature ? 'feature' : 'default', at, { callee, name });
}

function calleeText(callable: Callable): string {
  const { callee } = callable;
  return callee.kind === 'circuit' || callee.kind === 'function'
    ? callee.declared.declaration.name.text
    : callee.name;
}

/** A circuit or function as it was named: its own arguments read where it stands. */
export function callableOf(frame: Frame, callee: Callable['callee'], call: Call): Callable {
  return {
    kind: 'callable',
    callee,
    given: givenArguments(frame, call.arguments),
    width: (parameter) => frame.sizes.width(call, parameter),
    copy: null,
  };
}
